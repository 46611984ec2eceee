/** What one side does with one case, in its two ways. */
interface Engine {
  /** From the text of the template and plain values, as if for the first time. */
  once(template: string): string;
  /** Everything that can be made ready beforehand is; gives the function that is left. */
  prepare(template: string): () => string;
}

export interface Rendered {
  readonly case: string;
  readonly once: { readonly text: string; readonly perSecond: number };
  readonly prepared: { readonly text: string; readonly perSecond: number };
}

const warmUpMs = 200;
const measuredMs = 300;

/** Renders every template in both ways, for a fixed time each, and prints texts and rates as JSON. */
export function renderAll(engine: Engine, templates: readonly (readonly [name: string, template: string])[]): void {
  const results: Rendered[] = templates.map(([name, template]) => ({
    case: name,
    once: timed(() => engine.once(template)),
    prepared: timed(engine.prepare(template)),
  }));
  console.log(JSON.stringify(results));
}

/** Per second of the processor: what else the machine does meanwhile does not count. */
function timed(render: () => string): { text: string; perSecond: number } {
  repeat(render, warmUpMs);
  const started = process.cpuUsage();
  const times = repeat(render, measuredMs);
  const { user, system } = process.cpuUsage(started);
  return { text: render(), perSecond: (times * 1_000_000) / (user + system) };
}

/** How often it was done; the time is looked at after every ten. */
function repeat(render: () => string, ms: number): number {
  const until = performance.now() + ms;
  let times = 0;
  while (performance.now() < until) {
    for (let turn = 0; turn < 10; turn++) render();
    times += 10;
  }
  return times;
}
