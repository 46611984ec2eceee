import { curlCallOf } from './curl-arguments.ts';
import type { PodAnswer } from './pod-answer.ts';

/** What is asked from inside a pod. */
export interface InsideQuestion {
  readonly host: string;
  readonly port: number;
  readonly method: string;
  readonly path: string;
}

/** What comes of it: an answer, or why there is none. */
export type InsideAnswer = PodAnswer | 'refused' | 'unknown host';

/** What a command leaves behind. */
export interface CommandEnd {
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: number;
}

/** Does what `curl` would do in a pod, with curl's own words and exit codes. Reads and writes no file. */
export async function curl(
  words: readonly string[],
  ask: (question: InsideQuestion) => Promise<InsideAnswer>,
): Promise<CommandEnd> {
  const call = curlCallOf(words);
  if (typeof call === 'string') return { stdout: '', stderr: `${call}\n`, exit: 2 };
  const text = /^[a-z]+:\/\//i.test(call.url) ? call.url : `http://${call.url}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const quiet = call.silent && !call.showError;

  function failed(exit: number, why: string, stdout = '', status = 0): CommandEnd {
    const told = writtenOut(call as Exclude<typeof call, string>, { status, url: text, exit });
    return { stdout: `${stdout}${told}`, stderr: quiet ? '' : `curl: (${exit}) ${why}\n`, exit };
  }

  if (url === undefined) return failed(3, 'URL rejected: Malformed input to a URL function');
  if (url.protocol !== 'http:') return failed(1, `Protocol "${url.protocol.slice(0, -1)}" disabled in a played pod`);
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const port = Number(url.port || 80);
  const path = `${url.pathname}${url.search}`;
  const answer = await ask({ host, port, method: call.method, path });
  if (answer === 'unknown host') return failed(6, `Could not resolve host: ${host}`);
  if (answer === 'refused') {
    return failed(7, `Failed to connect to ${host} port ${port} after 0 ms: Could not connect to server`);
  }
  if (call.output !== '-' && call.output !== '/dev/null') {
    return failed(23, `Failure writing output to destination: a played pod has no files`, '', answer.status);
  }
  if (call.fail && answer.status >= 400) {
    return failed(22, `The requested URL returned error: ${answer.status}`, '', answer.status);
  }
  const head = call.includeHeaders ? headText(answer) : '';
  const body = call.method === 'HEAD' ? '' : answer.body;
  const told = writtenOut(call, { status: answer.status, url: text, exit: 0, answer });
  return { stdout: `${call.output === '-' ? `${head}${body}` : ''}${told}`, stderr: '', exit: 0 };
}

function headText({ status, contentType, body }: PodAnswer): string {
  const words = status === 200 ? 'OK' : 'Internal Server Error';
  return `HTTP/1.1 ${status} ${words}\r\ncontent-type: ${contentType}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n`;
}

/** The text of `-w`, its variables filled in; unknown ones are left empty, as curl does. */
function writtenOut(
  { writeOut, method }: { writeOut: string; method: string },
  { status, url, exit, answer }: { status: number; url: string; exit: number; answer?: PodAnswer },
): string {
  const code = String(status).padStart(3, '0');
  const values: Readonly<Record<string, string>> = {
    http_code: code,
    response_code: code,
    url,
    url_effective: url,
    method,
    exitcode: String(exit),
    size_download: String(Buffer.byteLength(answer?.body ?? '')),
    content_type: answer?.contentType ?? '',
    num_redirects: '0',
    time_total: '0.000100',
    time_connect: '0.000100',
  };
  const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };
  return writeOut
    .replace(/\\([nrt])/g, (_, letter: string) => escapes[letter] ?? '')
    .replace(/%%|%\{([^}]*)\}/g, (whole, name: string) => (whole === '%%' ? '%' : (values[name] ?? '')));
}
