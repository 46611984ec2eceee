import { checkHealth } from '../machines/health.ts';
import type { ActionResult } from './executor.ts';
import { isTrue } from './properties.ts';
import type { Simulation } from './simulation.ts';
import { sleep, type Work } from './work.ts';

const MOMENT_MS = 1_000;

/** A step that nothing models: its log says so, and it counts as done. */
export function* unmodelled({ run, report }: Simulation): Work<ActionResult> {
  report.log('Info', `simulated: nothing models ${run.action.ActionType}; the step counts as done`);
  yield* sleep(MOMENT_MS);
  return { ok: true };
}

/** An e-mail is told in the log and sent to nobody. */
export function* sendEmail({ run, report }: Simulation): Work<ActionResult> {
  const property = (name: string) => run.property(`Octopus.Action.Email.${name}`);
  const people = [property('To'), property('CC'), property('Bcc'), property('ToTeamIds')].filter(Boolean).join(', ');
  const subject = property('Subject');
  yield* sleep(MOMENT_MS);
  if (people === '') return { ok: false, error: 'The e-mail has nobody to go to.' };
  if (subject === undefined) return { ok: false, error: 'The e-mail has no subject.' };
  report.log('Info', `simulated: no e-mail is sent. To ${people}: ${subject}`);
  const body = property('Body');
  if (body !== undefined) report.log('Verbose', body);
  return { ok: true };
}

/** Checks the target that it runs on. What is found is a failure, or a warning where the step says so. [docs] */
export function* healthCheck({ world, run, report }: Simulation): Work<ActionResult> {
  const { machine } = run;
  yield* sleep(MOMENT_MS);
  if (machine === undefined) {
    report.log('Warning', 'A health check on the server has no target to check.');
    return { ok: true, warning: true };
  }
  const found = checkHealth(world, machine.Id);
  if (found === undefined || found.status === 'Healthy' || found.status === 'HasWarnings') {
    report.log('Info', found?.summary ?? `${machine.Name} was disabled meanwhile.`);
    return { ok: true, warning: found?.status !== 'Healthy' };
  }
  const lenient = run.property('Octopus.Action.HealthCheck.ErrorHandling') === 'TreatExceptionsAsWarnings';
  if (!lenient) return { ok: false, error: found.summary };
  report.log('Warning', found.summary);
  return { ok: true, warning: true };
}

/** A package goes nowhere: targets are no machines. Its log says which version would have gone where. */
export function* deployPackage({ run, report }: Simulation): Work<ActionResult> {
  const { subject, action, machine } = run;
  const packageId = run.property('Octopus.Action.Package.PackageId') ?? action.Packages[0]?.PackageId ?? action.Name;
  const selected = (subject.kind === 'deployment' ? subject.release : subject.snapshot).SelectedPackages;
  const version = selected.find(({ ActionName }) => ActionName === action.Name)?.Version;
  const place = machine?.Name ?? 'the server';
  report.log('Info', `simulated: the package ${packageId} ${version ?? 'without a version'} is not put on ${place}`);
  if (isTrue(action.Properties['Octopus.Action.Package.DownloadOnTentacle'])) {
    report.log('Verbose', 'simulated: the target would fetch it by itself');
  }
  yield* sleep(MOMENT_MS);
  return version === undefined ? { ok: true, warning: true } : { ok: true };
}
