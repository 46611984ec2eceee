import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { KubeConfig } from '@kubernetes/client-node';

/** A request to the API server whose answer is read as it comes. */
export interface ApiCall {
  readonly config: KubeConfig;
  readonly method?: 'GET' | 'PATCH';
  /** Below the server's address, ready encoded, with its leading slash. */
  readonly path: string;
  readonly contentType?: string;
  readonly body?: string;
  readonly signal: AbortSignal;
}

/** Sends a request and gives its answer as a stream. Rejects when there is no connection, or the signal ends it. */
export async function callApi(call: ApiCall): Promise<IncomingMessage> {
  const { config, method = 'GET', path, contentType = 'application/json', body, signal } = call;
  const url = new URL(config.getCurrentCluster()?.server ?? '');
  const options: https.RequestOptions = {
    method,
    headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': contentType }) },
  };
  await config.applyToHTTPSOptions(options);
  const full = {
    ...options,
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port || undefined,
    path: `${url.pathname.replace(/\/+$/, '')}${path}`,
    signal,
  };
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? https : http).request(full, resolve);
    request.on('error', reject);
    request.end(body);
  });
}

/** The whole body of an answer. */
export async function textOf(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
