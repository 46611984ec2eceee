import type { Emulator } from '@octotrain/octopus-emulator';

/** What the server says to one request. */
export interface Said {
  readonly status: number;
  readonly body: unknown;
}

/** Sends one request to the API with somebody's key. */
export type Ask = (method: string, path: string, body?: unknown) => Promise<Said>;

/** Somebody before a server: a user by name, or its administrator. */
export function asking(emulator: Emulator, username?: string): Ask {
  const key = username === undefined ? emulator.administratorKey : emulator.keyOf(username);
  if (key === undefined) throw new Error(`nobody is called ${username}`);
  return async (method, path, body) => {
    const response = await emulator.fetch(
      new Request(`http://octopus/api${path}`, {
        method,
        headers: { 'X-Octopus-ApiKey': key, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  };
}

/** A document of the server: any with an id and a name. */
export interface Named {
  readonly Id: string;
  readonly Name: string;
  readonly [field: string]: unknown;
}

/** What an administrator looks up before others are tried. */
export interface Lookup {
  /** A document by its path. */
  get(path: string): Promise<Named>;
  /** One of a collection by its name. */
  named(path: string, name: string): Promise<Named>;
  /** The id of a space. */
  space(name: string): Promise<string>;
}

/** Looks up with an administrator's key; throws when something is not there. */
export function lookingUp(admin: Ask): Lookup {
  async function get(path: string): Promise<Named> {
    const { status, body } = await admin('GET', path);
    if (status !== 200) throw new Error(`${path}: ${status} ${JSON.stringify(body)}`);
    // What is asked for here has an id.
    return body as Named;
  }
  async function named(path: string, name: string): Promise<Named> {
    const answer: unknown = await get(path);
    const items = Array.isArray(answer) ? answer : (answer as { Items: readonly Named[] }).Items;
    const found = items.find((item: Named) => item.Name === name);
    if (found === undefined) throw new Error(`${path} has no ${name}`);
    return found;
  }
  return { get, named, space: async (name) => (await named('/spaces/all', name)).Id };
}
