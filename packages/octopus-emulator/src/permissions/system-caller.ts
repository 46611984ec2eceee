import type { UserDocument } from '../users/state.ts';
import type { Caller } from './caller.ts';

/** Id of whoever acts when the server does something by itself. [guess] */
export const systemUserId = 'users-system';

/** The server itself: no user that could be found, only a name for what it does. */
const systemUser: UserDocument = {
  Id: systemUserId,
  Username: 'system',
  DisplayName: 'System',
  EmailAddress: null,
  IsActive: true,
  IsService: false,
  Created: '2026-01-01T00:00:00.000+00:00',
};

/** Whoever asks without a key. */
export const nobody: UserDocument = { ...systemUser, Id: 'users-nobody', Username: '', DisplayName: '' };

/** The server as a caller of its own rules: it may do everything, and the rules still hold. */
export const systemCaller: Caller = {
  user: systemUser,
  may: () => true,
  mayAny: () => true,
  requirePermission() {},
  inSpace: () => true,
  teamIds: () => [],
};
