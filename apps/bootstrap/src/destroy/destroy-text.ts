import { type Colours, wrapText } from '@octotrain/command-line';
import type { DestroyAddress, DestroyPlan, DoomedSpace, OpenTask } from '@octotrain/lab-apply';

/** Where and how wide a plan is shown. */
interface Page {
  readonly colours: Colours;
  readonly width: number;
}

/** The widest that plans get: longer lines are hard to read. */
const widest = 100;

/** Everything that would go, by place, what stays, and what is in the way. */
export function destroyText(plan: DestroyPlan, { colours, width }: Page): string {
  const page = { colours, width: Math.min(width, widest) };
  const ofServer = serverRemovals(plan);
  const blocks = [
    ...plan.spaces.map((space) => spaceText(space, page)),
    ...(ofServer.length > 0
      ? [
          block(
            'The whole server',
            ofServer.map((address) => gone(address, page)),
          ),
        ]
      : []),
    ...listed(
      'Stays:',
      plan.spared.map(({ address, reason }) => `${addressText(address)}: ${reason}`),
    ),
    ...listed('Not in the file, and would go too:', plan.unknown.map(addressText)),
    ...listed('Not ended:', plan.openTasks.map(openTaskText)),
    ...agentsText(plan, page),
  ];
  return blocks.length === 0 ? `Nothing of ${plan.lab} is on the server.` : blocks.join('\n\n');

  function listed(heading: string, lines: readonly string[]): readonly string[] {
    return lines.length === 0
      ? []
      : [
          block(
            heading,
            lines.flatMap((line) => folded(line, page)),
          ),
        ];
  }
}

const kindsInOrder: readonly string[] = ['team', 'team role', 'user', 'user role'];

/** What goes of the whole server: teams, then people and roles. Roles that go with their team are not told apart. */
function serverRemovals({ removals }: DestroyPlan): readonly DestroyAddress[] {
  const addresses = removals.map(({ address }) => address);
  const teams = addresses.filter(({ kind }) => kind === 'team').map(({ name }) => `${name} / `);
  const goesAlong = ({ kind, name }: DestroyAddress) =>
    kind === 'team role' && teams.some((team) => name.startsWith(team));
  return addresses
    .filter((one) => (one.space === undefined || one.kind === 'team role') && !goesAlong(one))
    .toSorted((left, right) => kindsInOrder.indexOf(left.kind) - kindsInOrder.indexOf(right.kind));
}

/** A thing with its kind and place. */
export function addressText({ kind, name, space }: DestroyAddress): string {
  return `${kind} ${name}${space === undefined ? '' : ` in ${space}`}`;
}

/** A task in a line. */
export function openTaskText({ description, id, space, state }: OpenTask): string {
  return `${description} (${id} in ${space}): ${state}`;
}

function spaceText({ space, fate, holds, history }: DoomedSpace, page: Page): string {
  const title = page.colours.bold(`Space ${space.Name}`);
  const heading = fate === 'deleted' ? `${title} is deleted` : `${title} is emptied and named Default again`;
  const contents = [...counts(holds), ...history];
  const lines = contents.length === 0 ? ['nothing is in it'] : [`with ${contents.join(', ')}`];
  return block(
    heading,
    lines.flatMap((line) => folded(line, page)),
  );
}

/** How many there are of each kind. */
function counts(holds: readonly DestroyAddress[]): readonly string[] {
  const kinds = new Map<string, number>();
  for (const { kind } of holds) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  return [...kinds].map(([kind, count]) => `${count} ${count === 1 ? kind : kind.replace(/y$/, 'ie').concat('s')}`);
}

function gone(address: DestroyAddress, { colours }: Page): string {
  return `  ${colours.red('- remove')} ${addressText(address)}`;
}

/** Agents live in clusters that the server does not rule. */
function agentsText({ spaces }: DestroyPlan, page: Page): readonly string[] {
  const agents = spaces.flatMap(({ holds }) => holds).filter(({ kind }) => kind === 'deployment target');
  if (agents.length === 0) return [];
  const text =
    'Agents in clusters go on running, and ask a server that no longer knows them: uninstall their Helm releases.';
  return [wrapText(text, page.width).join('\n')];
}

function block(heading: string, lines: readonly string[]): string {
  return [heading, ...lines].join('\n');
}

function folded(line: string, { width }: Page): readonly string[] {
  const [first = '', ...others] = wrapText(line, Math.max(20, width - 4));
  return [`  ${first}`, ...others.map((one) => `    ${one}`)];
}
