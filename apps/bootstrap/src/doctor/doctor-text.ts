import { type Colours, renderTable, wrapText } from '@octotrain/command-line';
import type { Finding, Severity } from '@octotrain/kube-kit';
import { countOf, type Examination } from './examination.ts';

/** Where findings are shown. */
export interface DoctorPage {
  readonly width: number;
  readonly colours: Colours;
}

/** The widest that findings get: longer lines are hard to read. */
const widest = 100;

/** Narrower than that, commands and addresses would be broken in a table's last column. */
const tableWidth = 72;

/** What was found, a row each, what to do beneath; how it stands; and the next command. */
export function doctorText({ file, clusters, findings, again }: Examination, page: DoctorPage): string {
  const width = Math.min(page.width, widest);
  const named = clusters.map(({ name, provider }) => `${name} (${provider})`).join(', ');
  const heading = `${file}: ${named === '' ? 'no clusters' : named}`;
  return [
    ...wrapText(heading, width),
    '',
    width < tableWidth ? foldedText(findings, { ...page, width }) : tableText(findings, { ...page, width }),
    '',
    ...wrapText(verdictOf(findings), width),
    ...nextOf({ findings, again, clusters }),
  ].join('\n');
}

function tableText(findings: readonly Finding[], { width, colours }: DoctorPage): string {
  const rows = findings.map((finding) => [words(finding.severity, colours), finding.subject, saidOf(finding)]);
  return renderTable({ columns: [{}, { narrowTo: 12 }, { narrowTo: 28 }], rows, width });
}

function foldedText(findings: readonly Finding[], { width, colours }: DoctorPage): string {
  return findings
    .flatMap((finding) => [
      ...wrapText(`${words(finding.severity, colours)} ${finding.subject}`, width),
      ...wrapText(saidOf(finding), width - 2).map((line) => `  ${line}`),
    ])
    .join('\n');
}

function saidOf({ text, todo }: Finding): string {
  return todo === undefined ? text : `${text}\n→ ${todo}`;
}

function words(severity: Severity, colours: Colours): string {
  switch (severity) {
    case 'ok':
      return colours.green('ok');
    case 'warning':
      return colours.yellow('warning');
    case 'problem':
      return colours.red('problem');
  }
}

function verdictOf(findings: readonly Finding[]): string {
  const problems = countOf('problem', findings);
  const warnings = countOf('warning', findings);
  const told = [
    ...(problems > 0 ? [counted(problems, 'problem')] : []),
    ...(warnings > 0 ? [counted(warnings, 'warning')] : []),
  ].join(', ');
  if (problems > 0) return `Not ready: ${told}. Nothing was changed.`;
  return warnings > 0 ? `Ready, with ${told}.` : 'Ready: all is there.';
}

function nextOf({ findings, again, clusters }: Pick<Examination, 'findings' | 'again' | 'clusters'>): string[] {
  if (countOf('problem', findings) > 0) return [`then   pnpm bootstrap doctor${again}`];
  return clusters.length > 0 ? [`next   pnpm bootstrap clusters up${again}`] : [];
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
