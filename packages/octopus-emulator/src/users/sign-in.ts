import { z } from 'zod';
import type { Reply } from '../http/api.ts';
import { flag, requiredText } from '../http/fields.ts';
import { sameName } from '../http/names.ts';
import { badRequest } from '../http/problem.ts';
import { validated } from '../http/validate.ts';
import { callerFor } from '../permissions/caller.ts';
import type { World } from '../world.ts';
import { isPasswordOf } from './passwords.ts';
import { endSession, startSession } from './sessions.ts';
import { shownUser } from './show.ts';

const signInSchema = z.object({
  Username: requiredText('a user name'),
  Password: requiredText('a password'),
  RememberMe: flag(false),
});

/** Signs a person in, by user name or address; who was wrong, name or password, is not told. Programs have no passwords. [guess] */
export function signIn(world: World, body: unknown): Reply {
  const written = validated(signInSchema, body);
  const user = world.store
    .all('Users')
    .find(
      ({ Username, EmailAddress }) =>
        sameName(Username, written.Username) || sameName(EmailAddress ?? '', written.Username),
    );
  if (user === undefined || !user.IsActive || user.IsService || !isPasswordOf(world, user.Id, written.Password)) {
    throw badRequest(['Invalid username or password.']);
  }
  const cookies = startSession(world, user, written.RememberMe);
  return { status: 200, body: shownUser(user, { caller: callerFor(world.store, user) }), cookies };
}

/** Ends the session that a request came with. */
export function signOut(world: World, request: Request): Reply {
  return { status: 200, body: undefined, cookies: endSession(world, request) };
}
