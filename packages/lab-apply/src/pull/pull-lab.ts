import { fitLab, type Lab, type Unfit } from '@octotrain/lab-config';
import type { Space } from '@octotrain/octopus-client';
import { desired } from '../desired/desired.ts';
import { diff, type LabChange } from '../diff/diff.ts';
import { keyOf } from '../kinds/item.ts';
import { collect } from '../read/collect.ts';
import type { Observed } from '../read/observed.ts';
import { readWholeServer } from '../read/read-server.ts';
import type { Reader } from '../read/reader.ts';
import type { Machines } from './agents.ts';
import { labOfServer } from './lab-of-server.ts';
import type { PulledSecret } from './secret-names.ts';
import type { LeftOut } from './source.ts';
import { without } from './without.ts';

/** A server in the words of a lab. */
export interface PulledLab {
  readonly lab: Lab;
  /** What is on the server and not in the lab, or not all of it, and why. */
  readonly leftOut: readonly LeftOut[];
  /** Secrets that the server does not show: the lab refers to them. */
  readonly secrets: readonly PulledSecret[];
  /** What an apply would change all the same; empty when the lab and the server agree. */
  readonly changes: readonly LabChange[];
}

/** The spaces that were asked for, and one of them is not on the server. */
export interface NoSuchSpace {
  readonly missing: readonly string[];
  readonly known: readonly string[];
}

/**
 * Reads spaces of a server, all unless some are named, as a lab that plans to no change against that server: what a lab
 * file cannot say is left out, where it is left alone by an apply, and named with the reason. Writes nothing. Throws an OctopusError
 * when the server refuses to show something: half a server would be pulled without a word.
 */
export async function pullLab(options: {
  readonly client: Reader;
  /** Names, whatever their case; all spaces when absent or empty. */
  readonly spaces?: readonly string[];
  /** What the lab is called. */
  readonly name: string;
  readonly signal?: AbortSignal;
}): Promise<PulledLab | NoSuchSpace> {
  const { client, name, signal } = options;
  const wanted = (options.spaces ?? []).map((space) => space.toLowerCase());
  const wants = (space: string) => wanted.length === 0 || wanted.includes(space.toLowerCase());
  const observed = await readWholeServer({ client, wants, ...(signal === undefined ? {} : { signal }) });
  const known = spacesOf(observed);
  const missing = (options.spaces ?? []).filter((space) => !known.some((one) => same(one.Name, space)));
  if (missing.length > 0) return { missing, known: known.map(({ Name }) => Name) };
  const spaces = known.filter(({ Name }) => wants(Name));
  const machines = await Promise.all(spaces.map((space) => machinesOf(client, space, signal)));
  const made = labOfServer({ observed, machines, name, spaces: spaces.map((space) => space.Name) });
  return settle(made, observed);
}

/** The default space first, then by age, which is how most servers have grown. */
function spacesOf(observed: Observed): readonly Space[] {
  const spaces = observed.found
    .filter(({ address }) => address.kind === 'space')
    .map(({ document }) => document as Space); // found as one
  return spaces.toSorted((left, right) => {
    return Number(right.IsDefault) - Number(left.IsDefault) || left.Id.localeCompare(right.Id, 'en', { numeric: true });
  });
}

async function machinesOf(
  client: Reader,
  { Id: spaceId, Name: space }: Space,
  signal: AbortSignal | undefined,
): Promise<Machines> {
  const calling = signal === undefined ? {} : { signal };
  const machines = await collect(
    client.pages('/api/{spaceId}/machines', { params: { path: { spaceId } }, ...calling }),
  );
  return { space, machines };
}

/** Leaves out what the format refuses and what a plan would change, until nothing more can go. */
function settle(made: ReturnType<typeof labOfServer>, observed: Observed): PulledLab {
  const leftOut = [...made.leftOut];
  const gone = new Set<string>();
  let { lab } = made;
  for (;;) {
    const fitted = fitLab(lab);
    lab = fitted.lab;
    leftOut.push(...fitted.unfit.map(leftOutOf));
    const changes = diff(observed, desired(lab)).writes.map(({ change }) => change);
    const before = lab;
    for (const change of changes) {
      if (gone.has(keyOf(change))) continue;
      gone.add(keyOf(change));
      const less = without(lab, change);
      if (less !== lab) leftOut.push(changeLeftOut(change));
      lab = less;
    }
    if (lab === before) return { lab, leftOut, secrets: usedSecrets(lab, made.secrets), changes };
  }
}

function changeLeftOut({ kind, name, space, fields }: LabChange): LeftOut {
  const unsaid = fields.map(({ field }) => field).join(', ');
  return { kind, name, ...(space === undefined ? {} : { space }), reason: `a lab file cannot say its ${unsaid}` };
}

function usedSecrets(lab: Lab, secrets: readonly PulledSecret[]): readonly PulledSecret[] {
  const text = JSON.stringify(lab);
  return secrets.filter(({ env }) => text.includes(`"env":${JSON.stringify(env)}`));
}

function leftOutOf({ path, message }: Unfit): LeftOut {
  return { kind: 'entry', name: path.map(String).join(' / '), reason: message };
}

function same(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}
