import { finpayFiles } from '../generated/finpay.ts';

/** One commit of FinPay's deployment repository: the files it adds or replaces. */
export interface DeployCommit {
  readonly tag: string;
  readonly message: string;
  readonly at: string;
  readonly files: Readonly<Record<string, string>>;
}

/** The commits, oldest first. Names and dates are fixed, so that hashes are the same everywhere. */
export const deployHistory: readonly DeployCommit[] = [
  { tag: 'v1.0.0', at: '2026-11-09T09:00:00Z', message: 'Charts and manifests of all services' },
  { tag: 'v1.1.0', at: '2026-11-19T15:30:00Z', message: 'Refund flow, fraud model and a newer portal' },
].map((commit) => ({ ...commit, files: filesUnder(`deploy/${commit.tag}/`) }));

function filesUnder(folder: string): Readonly<Record<string, string>> {
  const entries = Object.entries(finpayFiles).filter(([path]) => path.startsWith(folder));
  return Object.fromEntries(entries.map(([path, text]) => [path.slice(folder.length), text]));
}

const committer = 'FinPay Platform <platform@finpay.example>';

/** The commits as a stream for `git fast-import`: branch main, an annotated-free tag on each. */
export function fastImportStream(commits: readonly DeployCommit[]): string {
  const parts: string[] = ['feature done\n'];
  commits.forEach(({ tag, message, at, files }, index) => {
    const mark = index + 1;
    const who = `${committer} ${Date.parse(at) / 1000} +0000`;
    parts.push(`commit refs/heads/main\nmark :${mark}\ncommitter ${who}\n${dataOf(`${message}\n`)}`);
    if (index > 0) parts.push(`from :${mark - 1}\n`);
    for (const [path, text] of Object.entries(files)) parts.push(`M 100644 inline ${path}\n${dataOf(text)}`);
    parts.push(`\nreset refs/tags/${tag}\nfrom :${mark}\n\n`);
  });
  parts.push('done\n');
  return parts.join('');
}

function dataOf(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}
