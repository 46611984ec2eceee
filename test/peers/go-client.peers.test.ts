import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { e2eSources, goProgramPath, hasGo } from '../../tools/src/peers/go-programs.ts';
import { runProcess } from '../../tools/src/peers/run-process.ts';
import refused from './go-client-refused.json' with { type: 'json' };
import { routes, startPeerServer } from './peer-server.ts';
import { expectResults, type Verdict } from './results.ts';

const isBuilt = hasGo();
const program = goProgramPath('e2e');
const cwd = isBuilt ? e2eSources() : tmpdir();
const names = isBuilt
  ? execFileSync(program, ['-test.list', '.'], { cwd, encoding: 'utf8' })
      .split('\n')
      .filter((line) => /^Test/.test(line))
  : [];
const reasons = new Map(
  (refused as readonly { test: string; reason: string }[]).map(({ test, reason }) => [test, reason]),
);
const minuteMs = 60_000;

/** Runs one test of the client's own suite against a server of its own. */
async function verdictOf(name: string, route: (typeof routes)[number]): Promise<{ verdict: Verdict; output: string }> {
  const server = await startPeerServer(route);
  try {
    // Some tests take it for granted that the server has worked before.
    await server.ask('POST', '/api/Spaces-1/tasks', { Name: 'Health', Description: 'Check the health of all targets' });
    const env = { OCTOPUS_HOST: server.url, OCTOPUS_API_KEY: server.key, HOME: tmpdir() };
    const { code, stdout, stderr } = await runProcess(program, ['-test.v', '-test.run', `^${name}$`], { cwd, env });
    const skipped = stdout.includes(`--- SKIP: ${name} `);
    return { verdict: code !== 0 ? 'failed' : skipped ? 'skipped' : 'passed', output: `${stdout}\n${stderr}` };
  } finally {
    await server.close();
  }
}

describe.skipIf(!isBuilt).each(routes)("the Go client's own tests, %s", (route) => {
  const verdicts = new Map<string, Verdict>();

  it.each(names)('%s', { timeout: 2 * minuteMs }, async (name) => {
    const { verdict, output } = await verdictOf(name, route);
    verdicts.set(name, verdict);
    const expected = reasons.has(name) ? 'failed' : verdict === 'skipped' ? 'skipped' : 'passed';

    expect(verdict, `${reasons.get(name) ?? ''}\n${output}`).toBe(expected);
  });

  it('what is refused by name is a test of theirs', () => {
    expect([...reasons.keys()].filter((name) => !names.includes(name))).toEqual([]);
  });

  it('comes to what is written down', () => expectResults('go-client', verdicts));
});
