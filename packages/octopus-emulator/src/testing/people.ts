import { createEmulator, type Emulator, type EmulatorOptions } from '../emulator.ts';

/** What tests look at in answers. A field that an answer lacks is undefined, and fails the assertion about it. */
export interface Found {
  readonly Id: string;
  readonly Name: string;
  readonly Slug: string;
  readonly Username: string;
  readonly ApiKey: string;
  readonly Version: number;
  readonly TotalResults: number;
  readonly ErrorMessage: string;
  readonly Errors: readonly string[];
  readonly Items: readonly Found[];
  readonly Phases: readonly Found[];
  readonly Steps: readonly Found[];
  readonly Actions: readonly Found[];
  readonly Templates: readonly Found[];
  readonly Variables: readonly Found[];
  readonly Value: string | null;
  readonly IsDefault: boolean;
  readonly SortOrder: number;
  readonly Category: string;
  readonly Message: string;
  readonly SpaceId: string;
  readonly VariableSetId: string;
  readonly DeploymentProcessId: string;
  readonly RunbookProcessId: string;
  readonly ConcurrencyToken: string;
  readonly Details: { readonly Password: { readonly HasValue: boolean } };
  readonly Links: Readonly<Record<string, string>>;
}

/** An answer, with its JSON read. */
interface Answer<T> {
  readonly status: number;
  readonly body: T;
}

/** Somebody who asks. */
export interface Person {
  get<T = Found>(path: string): Promise<Answer<T>>;
  post<T = Found>(path: string, body: unknown): Promise<Answer<T>>;
  put<T = Found>(path: string, body: unknown): Promise<Answer<T>>;
  remove<T = Found>(path: string): Promise<Answer<T>>;
}

/** Asks a server with a key; an empty key is sent too. */
export function personWith(emulator: Pick<Emulator, 'fetch'>, key: string): Person {
  async function ask<T>(method: string, path: string, body?: unknown): Promise<Answer<T>> {
    const response = await emulator.fetch(
      new Request(`http://octopus${path}`, {
        method,
        headers: { 'X-Octopus-ApiKey': key },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
    const text = await response.text();
    // The test says what it looks for, and fails when it is not there.
    return { status: response.status, body: (text === '' ? undefined : JSON.parse(text)) as T };
  }
  return {
    get: (path) => ask('GET', path),
    post: (path, body) => ask('POST', path, body),
    put: (path, body) => ask('PUT', path, body),
    remove: (path) => ask('DELETE', path),
  };
}

/** A new server and its administrator. */
export async function newServer(
  options: EmulatorOptions = {},
): Promise<{ emulator: Emulator; admin: Person; as: (username: string) => Person }> {
  const emulator = await createEmulator(options);
  return {
    emulator,
    admin: personWith(emulator, emulator.administratorKey),
    as: (username) => personWith(emulator, emulator.keyOf(username) ?? ''),
  };
}

/** Makes a user with a role in the default space, maybe restricted; gives what acts as that user. */
export async function userWith(
  server: { admin: Person; as: (username: string) => Person },
  options: {
    username: string;
    space?: readonly string[];
    system?: readonly string[];
    restrictions?: Record<string, readonly string[]>;
  },
): Promise<Person & { readonly id: string }> {
  const { admin, as } = server;
  const { username } = options;
  const user = await admin.post('/api/users', { Username: username, DisplayName: username });
  const team = await admin.post('/api/teams', { Name: `Team of ${username}`, MemberUserIds: [user.body.Id] });
  const role = await admin.post('/api/userroles', {
    Name: `Role of ${username}`,
    GrantedSpacePermissions: options.space ?? [],
    GrantedSystemPermissions: options.system ?? [],
  });
  const given = { TeamId: team.body.Id, UserRoleId: role.body.Id };
  if (options.space !== undefined) {
    await admin.post('/api/scopeduserroles', { ...given, SpaceId: 'Spaces-1', ...options.restrictions });
  }
  if (options.system !== undefined) await admin.post('/api/scopeduserroles', given);
  return { ...as(username), id: user.body.Id };
}
