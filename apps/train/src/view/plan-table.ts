import { textWidth } from '@octotrain/command-line';
import { type Plan, type PlannedStop, smokeName } from '@octotrain/train-engine';
import { fold, foldParts } from './fold.ts';
import { type Cell, type GridRow, renderGrid } from './grid.ts';
import { type Look, toned } from './look.ts';
import { approversOf, count, versionOf } from './names.ts';

/** A plan as people read it before they say yes: what moves where, who must approve, and what else will happen. */
export function planTable(options: { plan: Plan; planHash: string; run: string | null; look: Look }): string {
  const { plan, look } = options;
  const { columns } = look;
  const below = (text: string): readonly string[] => fold(text, { columns, first: '  ', rest: '    ' });
  return [
    ...heading(options),
    ...renderGrid({ headers: plan.environments, rows: planRows(plan), look }),
    ...additions(plan).flatMap(below),
    ...foldParts(totals(plan), { columns, indent: '  ' }),
    ...plan.warnings.flatMap((warning) => below(`${toned(look, 'waiting', 'warning:')} ${warning}`)),
  ].join('\n');
}

function heading({ plan, planHash, run, look }: Parameters<typeof planTable>[0]): readonly string[] {
  const { columns } = look;
  const left = `${toned(look, 'strong', plan.train)}${plan.description ? ` — ${plan.description}` : ''}`;
  const right = `plan ${planHash.slice(0, 6)}${run === null ? '' : ` · run ${run}`}`;
  const room = columns - textWidth(left) - textWidth(right);
  if (room >= 3) return [`${left}${' '.repeat(room)}${right}`];
  return [...fold(left, { columns, rest: '  ' }), ...fold(right, { columns, first: '  ' })];
}

function planRows(plan: Plan): readonly GridRow[] {
  const bound = requesterIsOut(plan);
  return plan.cars.flatMap((car, index): GridRow[] => {
    const stops = plan.stops.filter((stop) => stop.car === car.id);
    const gates = plan.gates.filter((gate) => gate.car === car.id);
    const notes = [
      ...gates.map(
        (gate) =>
          `⛔ ${gate.environment.name}: ${bound ? gate.team.name : approversOf(plan, gate)} (${byWhat(gate.through)})`,
      ),
      ...(car.smoke.length > 0 ? [`smoke: ${car.smoke.map(smokeName).join(', ')}`] : []),
    ];
    const tenants = [...new Set(stops.map((stop) => stop.tenant?.name ?? null))];
    const label = `${index + 1} ${car.id}`;
    if (tenants.every((tenant) => tenant === null)) return [{ label, cells: cellsOf(plan, stops), notes }];
    return [
      { label, cells: null, notes },
      ...tenants.map((tenant) => ({
        label: `    ${tenant ?? '(untenanted)'}`,
        cells: cellsOf(
          plan,
          stops.filter((stop) => (stop.tenant?.name ?? null) === tenant),
        ),
        notes: [],
      })),
    ];
  });
}

/** At every gate the requester may not answer, so that it is said once. */
function requesterIsOut(plan: Plan): boolean {
  return plan.gates.length > 0 && plan.gates.every((gate) => gate.notRequester);
}

/** Through what a gate is answered: a step of the project's own process, or a question of the train. */
function byWhat(through: 'process' | 'runbook'): string {
  return through === 'process' ? 'process' : 'train';
}

function cellsOf(plan: Plan, stops: readonly PlannedStop[]): readonly Cell[] {
  return plan.environments.map((name): Cell => {
    const stop = stops.find((each) => each.environment.name.toLowerCase() === name.toLowerCase());
    if (!stop) return { text: '–', tone: 'quiet' };
    if (stop.action === 'unchanged') return { text: `${stop.from ?? '–'} unchanged`, tone: 'quiet' };
    return { text: `${stop.from ?? 'none'} → ${versionOf(plan, stop.car)}` };
  });
}

function additions(plan: Plan): readonly string[] {
  return plan.cars.flatMap((car) =>
    plan.environments.flatMap((environment) => {
      const names = plan.added
        .filter((each) => each.car === car.id && each.environment.name.toLowerCase() === environment.toLowerCase())
        .map((each) => each.tenant?.name ?? 'untenanted');
      if (names.length === 0) return [];
      return [`the server adds by itself: ${car.id} ${car.version} → ${environment} for ${listed(names)}`];
    }),
  );
}

function totals(plan: Plan): readonly string[] {
  const deploy = plan.stops.filter((stop) => stop.action === 'deploy');
  const unchanged = plan.stops.length - deploy.length;
  const again = plan.stops.filter((stop) => stop.verify).length;
  const byServer = deploy.filter((stop) => stop.automatic).length + plan.added.length;
  const deployments = deploy.length + plan.added.length;
  if (deploy.length === 0) return [`${count(plan.stops.length, 'stop')}, all unchanged: nothing to do`];
  return [
    count(plan.stops.length, 'stop'),
    ...(unchanged > 0 ? [`${unchanged} unchanged${again > 0 ? ` (${again} tested again)` : ''}`] : []),
    plan.gates.length === 0 ? 'no approvals' : count(plan.gates.length, 'approval'),
    `${count(deployments, 'deployment')}${byServer > 0 ? `, ${byServer} of them by the server itself` : ''}`,
    `asked for by ${plan.requester.displayName}${requesterIsOut(plan) ? ', who may not approve' : ''}`,
  ];
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
