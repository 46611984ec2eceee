import { createEmulator, type Emulator, type EmulatorOptions } from '../emulator.ts';

/** An answer, with its JSON read. */
export interface Answer {
  readonly status: number;
  // Tests look into answers of many shapes and compare what they find.
  // biome-ignore lint/suspicious/noExplicitAny: a test's own assertion is the check
  readonly body: any;
}

/** Somebody who asks. */
export interface Person {
  get(path: string): Promise<Answer>;
  post(path: string, body: unknown): Promise<Answer>;
  put(path: string, body: unknown): Promise<Answer>;
  remove(path: string): Promise<Answer>;
}

/** Asks a server with a key; an empty key is sent too. */
export function personWith(emulator: Pick<Emulator, 'fetch'>, key: string): Person {
  async function ask(method: string, path: string, body?: unknown): Promise<Answer> {
    const response = await emulator.fetch(
      new Request(`http://octopus${path}`, {
        method,
        headers: { 'X-Octopus-ApiKey': key },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
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
