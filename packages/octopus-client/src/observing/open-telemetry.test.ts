import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { apiKey, fakeServer } from '../testing/fake-server.ts';
import { openTelemetryObserver } from './open-telemetry.example.ts';

it('makes a span and a measurement of each attempt, as the README shows', async () => {
  const spans: { name: string; attributes: object; failed: boolean; ended: boolean }[] = [];
  const measured: [number, object][] = [];
  const tracer = {
    startSpan(name: string, { attributes }: { attributes: object }) {
      const span = { name, attributes, failed: false, ended: false };
      spans.push(span);
      return {
        setAttributes: (more: object) => Object.assign(span.attributes, more),
        setStatus: () => Object.assign(span, { failed: true }),
        end: () => Object.assign(span, { ended: true }),
      };
    },
  };
  const histogram = { record: (seconds: number, attributes: object) => void measured.push([seconds, attributes]) };
  const answers = [new Response('', { status: 503 }), { Id: 'Tenants-1' }];
  const { client, clock } = fakeServer(
    () => {
      clock.advance(250);
      return answers.shift();
    },
    {
      url: 'https://octopus.test/x',
      newCorrelationId: () => 'c-1',
      observer: openTelemetryObserver(tracer, histogram),
    },
  );

  const path = { spaceId: 'Spaces-1', id: 'Tenants-1' };
  await client.api.GET('/api/{spaceId}/tenants/{id}', { params: { path } });

  const common = {
    'http.request.method': 'GET',
    'url.template': '/api/{spaceId}/tenants/{id}',
    'server.address': 'octopus.test',
    'server.port': 443,
  };
  const whole = {
    ...common,
    'url.full': 'https://octopus.test/x/api/Spaces-1/tenants/Tenants-1',
    'octopus.correlation_id': 'c-1',
  };
  const failure = { 'http.response.status_code': 503, 'error.type': 'server-error' };
  expect(spans).toEqual([
    {
      name: 'GET /api/{spaceId}/tenants/{id}',
      attributes: { ...whole, ...failure, 'http.request.resend_count': 0 },
      failed: true,
      ended: true,
    },
    {
      name: 'GET /api/{spaceId}/tenants/{id}',
      attributes: {
        ...whole,
        'http.response.status_code': 200,
        'http.request.resend_count': 1,
        'http.response.body.size': 18,
      },
      failed: false,
      ended: true,
    },
  ]);
  expect(measured).toEqual([
    [0.25, { ...common, ...failure }],
    [0.25, { ...common, 'http.response.status_code': 200 }],
  ]);
  expect(JSON.stringify([spans, measured])).not.toContain(apiKey);
});

it('is in the README word by word', () => {
  const read = (file: string) => readFileSync(new URL(file, import.meta.url), 'utf8').replaceAll('\r\n', '\n');

  const example = read('./open-telemetry.example.ts').replace("'../index.ts'", "'@octotrain/octopus-client'");

  expect(read('../../README.md')).toContain(`\`\`\`ts\n${example}\`\`\``);
});
