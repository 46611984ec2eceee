import { smokeWords, statusMarks } from '../view/smoke-words.ts';
import { pageStyle } from './page-style.ts';
import type { Report, ReportStop } from './report.ts';
import {
  approvalWords,
  deployedWords,
  momentWords,
  outcomeLine,
  placeWords,
  taskStateWords,
  throughWords,
  versionWords,
} from './words.ts';

/** Markup that has been escaped already. */
interface Html {
  readonly html: string;
}

/** The report as one page that needs nothing else: no scripts, no pictures, nothing fetched; it prints. */
export function reportHtml({ report }: { report: Report }): string {
  const title = `${report.train} · ${report.run}`;
  const body = [
    markup`<h1>${report.train}: ${report.outcome}</h1>`,
    ...(report.description ? [markup`<p>${report.description}</p>`] : []),
    ...(report.rehearsal ? [markup`<p class="note"><strong>A rehearsal: nothing left this machine.</strong></p>`] : []),
    markup`<p class="${report.outcome}">${outcomeLine(report)}</p>`,
    facts(report),
    table({
      title: 'Stops',
      headers: ['#', 'Stop', 'Version', 'State', 'Deployed', 'Started', 'Smoke tests'],
      rows: report.stops.map((stop) => [
        text(`${stop.number}`),
        linked(placeWords(stop), stop.link),
        whole(text(versionWords(stop))),
        stateCell(stop),
        text(deployedWords(stop)),
        moment(stop.startedAt),
        text(smokeWords(stop.smoke)),
      ]),
    }),
    table({
      title: 'Added by the server',
      headers: ['Deployment', 'Version', 'Task'],
      rows: report.added.map((each) => [
        linked(placeWords({ ...each, tenant: each.tenant ?? 'untenanted' }), each.link),
        text(each.version),
        text(taskStateWords(each)),
      ]),
    }),
    table({
      title: 'Approvals',
      headers: ['Gate', 'Team', 'Answer', 'Seen', 'Notes', 'Through'],
      rows: report.approvals.map((each) => [
        linked(`${each.car} → ${each.environment}`, each.link),
        text(each.team),
        text(approvalWords(each)),
        moment(each.answerSeenAt),
        text(each.notes ?? ''),
        text(throughWords(each)),
      ]),
    }),
    list(
      'Defects',
      report.defects.map(
        (each) =>
          `${placeWords(each)}, release ${each.version}: ${each.reported ? 'reported' : `not reported: ${each.message}`}`,
      ),
    ),
    list(
      'Duplicates',
      report.duplicates.map((each) => `${each.subject}: ${each.id}, ${each.cancelled ? 'cancelled' : 'not cancelled'}`),
    ),
    list(
      'Not started',
      report.notStarted.map((each) => `${each.name}: ${each.why}`),
    ),
    list('Warnings', report.warnings),
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title>
<style>${pageStyle}</style>
</head>
<body>
<main>
${body
  .map(({ html }) => html)
  .filter(Boolean)
  .join('\n')}
</main>
</body>
</html>
`;
}

function facts(report: Report): Html {
  const { requester, account } = report;
  const rows: readonly (readonly [string, Html])[] = [
    ['Run', text(report.run)],
    ['Plan', text(report.planHash)],
    ...(report.server === null ? [] : [['Server', text(report.server)] as const]),
    ['Asked for by', text(`${requester.displayName} (${requester.username})`)],
    ['Run as', text(`${account.displayName} (${account.username})`)],
    ['Started', moment(report.startedAt)],
    ['Ended', moment(report.endedAt)],
  ];
  return {
    html: `<dl>\n${rows.map(([name, value]) => markup`<dt>${name}</dt><dd>${value}</dd>`.html).join('\n')}\n</dl>`,
  };
}

function table(options: { title: string; headers: readonly string[]; rows: readonly (readonly Html[])[] }): Html {
  const { title, headers, rows } = options;
  if (rows.length === 0) return { html: '' };
  const head = headers.map((header) => markup`<th scope="col">${header}</th>`.html).join('');
  // The name of a row is its first cell that is no number.
  const named = headers[0] === '#' ? 1 : 0;
  const lines = rows.map((cells) =>
    cells
      .map(({ html }, at) =>
        at === named
          ? `<th scope="row">${html}</th>`
          : markup`<td data-label="${headers[at] ?? ''}">${{ html }}</td>`.html,
      )
      .join(''),
  );
  return {
    html: [
      '<table>',
      markup`<caption>${title}</caption>`.html,
      `<thead><tr>${head}</tr></thead>`,
      `<tbody>\n${lines.map((line) => `<tr>${line}</tr>`).join('\n')}\n</tbody>`,
      '</table>',
    ].join('\n'),
  };
}

function list(title: string, items: readonly string[]): Html {
  if (items.length === 0) return { html: '' };
  const lines = items.map((item) => markup`<li>${item}</li>`.html).join('\n');
  return { html: `${markup`<h2>${title}</h2>`.html}\n<ul>\n${lines}\n</ul>` };
}

function stateCell({ state, reason }: ReportStop): Html {
  return markup`<span class="${state} whole"><span aria-hidden="true">${statusMarks[state]}</span> ${state}</span>${reason ? `: ${reason}` : ''}`;
}

/** Kept on one line. */
function whole({ html }: Html): Html {
  return { html: `<span class="whole">${html}</span>` };
}

function moment(iso: string | null): Html {
  return iso === null ? text('–') : markup`<time datetime="${iso}">${momentWords(iso)}</time>`;
}

/** Only addresses of web pages become links. */
function linked(words: string, link: string | null): Html {
  return link !== null && /^https?:\/\//.test(link) ? markup`<a href="${link}">${words}</a>` : text(words);
}

function text(words: string): Html {
  return { html: escaped(words) };
}

/** Escapes whatever is put into it, but for markup made here. */
function markup(parts: TemplateStringsArray, ...values: readonly (string | Html)[]): Html {
  const html = parts.reduce((sum, part, at) => {
    const value = values[at - 1] ?? '';
    return sum + (typeof value === 'string' ? escaped(value) : value.html) + part;
  });
  return { html };
}

function escaped(words: string): string {
  return words
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
