import { type FinPay, scriptStep } from './finpay.ts';

/** A project whose only step takes a minute, on a lifecycle without automatic phases. */
export async function addSlow(finpay: FinPay, name = 'slow', steps = [scriptStep('Work', 'sleep 60\necho done')]) {
  const lifecycle = await finpay.send<{ Id: string }>('POST', `/api/Spaces-1/lifecycles`, {
    Name: `by hand ${name}`,
    Phases: [],
  });
  const project = await finpay.createProject(name, { LifecycleId: lifecycle.Id });
  await finpay.putProcess(`deploymentprocesses/${project.DeploymentProcessId}`, steps);
  return finpay.release(name, '1.0.0');
}
