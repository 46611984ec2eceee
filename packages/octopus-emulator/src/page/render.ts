import type { ClockState } from '../control/clock-control.ts';
import { type Html, markup, nothing } from './markup.ts';
import { pageScript, pageStyle } from './style.ts';
import type { PageView } from './view.ts';

/** Addresses of the page's forms. */
export const formPaths = {
  signIn: '/emulator/page/sign-in',
  signOut: '/emulator/page/sign-out',
  advance: '/emulator/page/advance',
} as const;

/** What stands on every page, whoever asks. */
function intro(version: string): Html {
  return markup`<h1>Embedded Octopus server</h1>
<p class="note"><strong>An emulator, not Octopus Deploy.</strong> octotrain ${version}</p>
<p>It answers the REST API under <code>/api</code> and follows the server's rules. Steps are simulated: no machine is reached, no script is run, no package is
deployed. What it does not do it answers with 501. Clock and faults are controlled under <code>/emulator</code>. There is no Octopus portal here, this page only.</p>`;
}

/** The page before a key was given: it tells nothing of the state. */
export function renderSignIn(options: { version: string; refused?: string }): string {
  const { version, refused } = options;
  return document([
    intro(version),
    ...(refused === undefined ? [] : [markup`<p class="refused" role="alert">${refused}</p>`]),
    markup`<form method="post" action="${formPaths.signIn}">
<label for="key">API key of an administrator</label>
<input id="key" name="key" type="password" autocomplete="off" required>
<button>Show what is here</button>
</form>`,
  ]);
}

/** The page with everything on it; `open` when nobody had to give a key. */
export function renderPage(view: PageView, options: { version: string; open: boolean; refused?: string }): string {
  const { version, open, refused } = options;
  return document(
    [
      intro(version),
      ...(refused === undefined ? [] : [markup`<p class="refused" role="alert">${refused}</p>`]),
      clock(view.clock),
      markup`<div class="controls"><span hidden><label><input type="checkbox" id="again"> look again every 5 s</label></span>
<a href="/">look again</a>${open ? nothing : markup`<form method="post" action="${formPaths.signOut}"><button>Forget my key</button></form>`}</div>`,
      table({
        title: 'Waiting for people',
        none: 'Nobody is waited for.',
        headers: ['Intervention', 'Project', 'Environment', 'Tenant', 'Waits for', 'Since', 'Task'],
        rows: view.interventions.map((each) => [
          ...[each.title, each.project, each.environment, each.tenant, each.waitsFor].map(text),
          time(each.since),
          text(each.task),
        ]),
      }),
      table({
        title:
          view.taskCount > view.tasks.length ? `Tasks: the newest ${view.tasks.length} of ${view.taskCount}` : 'Tasks',
        none: 'No task yet.',
        headers: ['Task', 'State', 'Project', 'Environment', 'Tenant', 'Waits for', 'Queued', 'Id'],
        rows: view.tasks.map((task) => [
          text(task.description),
          markup`<span class="${task.state}">${task.state}</span>`,
          ...[task.project, task.environment, task.tenant, task.waitsFor].map(text),
          time(task.queued),
          text(task.id),
        ]),
      }),
      table({
        title: 'Active freezes',
        none: 'No freeze is active.',
        headers: ['Freeze', 'Where'],
        rows: view.freezes.map(({ name, where }) => [text(name), text(where)]),
      }),
      table({
        title: 'Faults',
        none: 'No fault is in force.',
        headers: ['Id', 'Fault', 'Fired', 'Left'],
        rows: view.faults.map(({ id, fault, fired, left }) => [
          text(id),
          markup`<code>${JSON.stringify(fault)}</code>`,
          text(`${fired}`),
          text(left === null ? 'no limit' : `${left}`),
        ]),
      }),
      table({
        title: 'Spaces',
        none: 'There is no space.',
        headers: ['Space', 'Projects', 'Environments', 'Tenants', 'Releases', 'Deployments', 'Active tasks'],
        rows: view.spaces.map((space) => [
          text(space.name),
          ...[space.projects, space.environments, space.tenants, space.releases, space.deployments].map((count) =>
            text(`${count}`),
          ),
          text(`${space.activeTasks}`),
        ]),
      }),
    ],
    pageScript,
  );
}

function clock({ kind, nowMs, speed, waiting, nextDueMs }: ClockState): Html {
  const now = new Date(nowMs).toISOString();
  if (kind !== 'virtual') {
    const pace = speed === null || speed === 1 ? '' : `, simulated work goes ${speed} times faster`;
    return markup`<p>Clock: ${time(now)}${pace}</p>`;
  }
  const next = nextDueMs === null ? 'nothing is due' : `next is due ${words(new Date(nextDueMs).toISOString())}`;
  return markup`<p>Virtual clock: ${time(now)} (${waiting ?? 0} timers wait, ${next})</p>
<form method="post" action="${formPaths.advance}">
<label for="by">Move it by</label> <input id="by" name="by" value="5m" size="8" required> <button>Move</button>
</form>`;
}

function table(options: {
  title: string;
  none: string;
  headers: readonly string[];
  rows: readonly (readonly Html[])[];
}): Html {
  const { title, none, headers, rows } = options;
  if (rows.length === 0) return markup`<p>${none}</p>`;
  const lines = rows.map((cells) => {
    const [name = nothing, ...rest] = cells;
    const others = rest.map((cell, at) => markup`<td data-label="${headers[at + 1] ?? ''}">${cell}</td>`);
    return markup`<tr><th scope="row">${name}</th>${others}</tr>`;
  });
  return markup`<table>
<caption>${title}</caption>
<thead><tr>${headers.map((header) => markup`<th scope="col">${header}</th>`)}</tr></thead>
<tbody>
${lines}
</tbody>
</table>`;
}

function text(value: string): Html {
  return markup`${value}`;
}

function time(iso: string): Html {
  return markup`<time datetime="${iso}">${words(iso)}</time>`;
}

/** To the second, in UTC. */
function words(iso: string): string {
  return `${new Date(iso).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

function document(parts: readonly Html[], script?: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Embedded Octopus server</title>
<style>${pageStyle}</style>
</head>
<body>
<main>
${parts.map(({ html }) => html).join('\n')}
</main>
${script === undefined ? '' : `<script>${script}</script>\n`}</body>
</html>
`;
}
