import { type ExitCode, exitCodes } from '@octotrain/command-line';

/** A failure in one line, and how the program ends for it. */
export interface Failure {
  readonly problem: string;
  readonly code: ExitCode;
}

/** What reading needs of the world. */
export interface ReadPorts {
  readonly fetch: (url: URL, init: RequestInit) => Promise<Response>;
  readonly readFile: (path: string) => Promise<string>;
}

/** Reads a document from an address or a file. An address without a path means the server's own document. */
export async function readText(
  ports: ReadPorts,
  { from, apiKey }: { readonly from: string; readonly apiKey: string | undefined },
): Promise<{ readonly text: string } | Failure> {
  if (/^https?:\/\//i.test(from)) return fetchText(ports, from, apiKey);
  try {
    return { text: await ports.readFile(from) };
  } catch (error) {
    return {
      problem: `${from} cannot be read (${codeOf(error)}); give a file or an http address`,
      code: exitCodes.usage,
    };
  }
}

async function fetchText(
  ports: ReadPorts,
  from: string,
  apiKey: string | undefined,
): Promise<{ readonly text: string } | Failure> {
  if (!URL.canParse(from)) return { problem: `${from} is not an address`, code: exitCodes.usage };
  const url = new URL(from);
  if (url.pathname === '/') url.pathname = '/api/swagger.json';
  const shown = `${url.origin}${url.pathname}`;
  const headers = { accept: 'application/json', ...(apiKey ? { 'x-octopus-apikey': apiKey } : {}) };
  let response: Response;
  try {
    // A redirect would carry the key to where nobody meant it to go.
    response = await ports.fetch(url, { headers, redirect: 'manual' });
    if (response.ok) return { text: await response.text() };
  } catch (error) {
    return { problem: `${shown} cannot be reached (${codeOf(error)})`, code: exitCodes.unreachable };
  }
  return {
    problem: `${shown} answered ${response.status}; ${adviceFor(response.status)}`,
    code: codeFor(response.status),
  };
}

function adviceFor(status: number): string {
  if (status === 401 || status === 403) return 'name an environment variable that holds an API key: --key-from-env';
  if (status >= 300 && status < 400) return 'give the address that it redirects to';
  if (status === 404) return 'give the address of the document itself';
  return 'try again later';
}

function codeFor(status: number): ExitCode {
  if (status === 401 || status === 403) return exitCodes.notPermitted;
  return status >= 500 ? exitCodes.unreachable : exitCodes.failed;
}

/** The system's code of a failure; `fetch` hides it in the cause. */
function codeOf(error: unknown): string {
  type Told = { code?: string; message?: string };
  const { code, cause, message }: Told & { cause?: Told } = Object(error);
  return code ?? cause?.code ?? cause?.message ?? message ?? 'unknown';
}
