import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { hasGo } from '../../tools/src/peers/go-programs.ts';
import { deploying, furnishing, projects } from './cli-checks.ts';
import { type CliSession, openCli } from './cli-session.ts';
import { furnish, giveSteps } from './furnish.ts';
import { type PeerServer, routes, startPeerServer } from './peer-server.ts';
import { expectResults, type Verdict } from './results.ts';

const stages = [
  { stage: 'furnishing', checks: furnishing, before: furnish },
  { stage: 'projects', checks: projects, before: async () => undefined },
  { stage: 'deploying', checks: deploying, before: giveSteps },
];

// The commands of a stage build upon one another, in order.
describe.skipIf(!hasGo()).each(routes)('the Octopus CLI, %s', (route) => {
  const verdicts = new Map<string, Verdict>();
  let server: PeerServer;
  let cli: CliSession;

  beforeAll(async () => {
    server = await startPeerServer(route, { speed: 200 });
    cli = openCli(server);
    // An empty zip: its directory alone.
    writeFileSync(join(cli.folder, 'Web.1.0.0.zip'), Buffer.from(`504b0506${'00'.repeat(18)}`, 'hex'));
  });

  describe.each(stages)('$stage', ({ stage, checks, before }) => {
    beforeAll(() => before(server));

    it.each(checks.map((check, index) => ({ check, words: `${index + 1}: octopus ${check.argv.join(' ')}` })))(
      '$words',
      async ({ check, words }) => {
        const name = `${stage} ${words}`;
        verdicts.set(name, 'failed');
        await cli.run(check);
        verdicts.set(name, 'passed');
      },
    );
  });

  it('comes to what is written down', () => expectResults('cli', verdicts));

  afterAll(async () => {
    cli.close();
    await server.close();
  });
});
