import { retention } from '../../retention/chore.ts';
import { adHocScript } from './ad-hoc-script.ts';
import type { Chore } from './chore.ts';
import { health } from './health.ts';
import { integrityCheck } from './integrity-check.ts';
import { simulated } from './simulated.ts';

const server = 'the simulated server has';

/** Every kind of task beside deployments and runs. [client for names and for which may be queued] */
const chores: readonly Chore[] = [
  adHocScript,
  simulated('Backup', 'Back up the database', { why: `${server} no database` }),
  simulated('ConfigureLetsEncrypt', "Configure Let's Encrypt", { why: `${server} no certificate of its own` }),
  simulated('Delete', 'Delete documents', { why: 'what is deleted is gone at once', mayQueue: false }),
  health,
  simulated('ProcessExternalFeedTriggers', 'Process feed triggers', {
    why: 'feeds are looked at by their triggers',
    mayQueue: false,
  }),
  retention,
  simulated('SyncCommunityActionTemplates', 'Fetch community step templates', { why: `${server} no way out` }),
  simulated('SynchronizeBuiltInPackageRepositoryIndex', 'Index the built-in package repository', {
    why: 'its index is never behind',
  }),
  integrityCheck,
  simulated('TestAzureAccount', 'Test an Azure account', { why: `${server} no way out`, ofServer: false }),
  simulated('TestEmail', 'Send a test e-mail', { why: 'no e-mail is sent' }),
  simulated('UpdateCalamari', 'Update Calamari on targets', { why: 'targets have no Calamari', ofServer: false }),
  simulated('Upgrade', 'Upgrade Tentacles', { why: 'targets have no Tentacle', ofServer: false }),
];

const byName = new Map(chores.map((chore) => [chore.name.toLowerCase(), chore]));

/** The chore of that name, in any case. */
export function choreNamed(name: string): Chore | undefined {
  return byName.get(name.toLowerCase());
}

/** Kinds of tasks as they are listed, by id. */
export const taskTypes: readonly { readonly Id: string; readonly Name: string }[] = [
  ...chores.map(({ name, title }) => ({ Id: name, Name: title })),
  { Id: 'Deploy', Name: 'Deploy' },
  { Id: 'RunbookRun', Name: 'Run a runbook' },
].sort((a, b) => (a.Id < b.Id ? -1 : 1));
