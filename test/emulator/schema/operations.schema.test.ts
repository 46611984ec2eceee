import process from 'node:process';
import { beforeAll, describe, expect, it } from 'vitest';
import { castOf } from '../../contract/cast.ts';
import { askerOf, createContractWorld } from '../../contract/contract-world.ts';
import { operations } from '../../contract/document.ts';
import notEmulated from '../../contract/not-emulated.json' with { type: 'json' };
import { documentWithIds } from './document-with-ids.ts';
import { idsOf } from './ids.ts';
import type { Findings } from './report.ts';
import { runSchemathesis } from './run.ts';
import { openServers, titleOf } from './servers.ts';
import { schemathesis } from './virtual-environment.ts';

const examples = 20;
const seed = 20_261_127;
const processes = 2;

const away = new Set(Object.keys(notEmulated));
const tried = operations.map(titleOf).filter((title) => !away.has(title));
const tool = schemathesis();

if ('missing' in tool) {
  const line = `the API is not tried with schemathesis: ${tool.missing}`;
  if (process.env.CI) throw new Error(line);
  console.warn(line);
}

/**
 * Requests made up from the description, good and bad ones, to FinPay's server on loopback: none fails there, and every answer has
 * a status, a content type and a shape that the description knows. What is not emulated is left out: it answers 501.
 */
describe.skipIf('missing' in tool)('made-up requests', () => {
  let findings: Findings = new Map();

  beforeAll(async () => {
    findings = await tryAll();
  });

  it.each(tried)('%s answers as documented', (title) => {
    expect(findings.get(title)?.map((text) => text.slice(0, 5_000))).toEqual([]);
  });
});

async function tryAll(): Promise<Findings> {
  if ('missing' in tool) return new Map();
  const world = await createContractWorld();
  const example = await world.start();
  const ids = idsOf(await castOf(askerOf(example.fetch, example.administratorKey)));
  const servers = await openServers(() => world.start());
  const documents = Array.from({ length: processes }, (_, number) => {
    const others = tried.filter((_, index) => index % processes !== number);
    return documentWithIds({ without: new Set([...away, ...others]), ids });
  });
  try {
    return await runSchemathesis({
      ...{ program: tool.program, documents, url: servers.url, key: example.administratorKey },
      ...{ examples, seed },
    });
  } finally {
    await servers.close();
  }
}
