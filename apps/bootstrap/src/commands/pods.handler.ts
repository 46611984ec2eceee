import { exitCodes } from '@octotrain/command-line';
import { servePods } from '@octotrain/kube-kit';
import type { BootstrapContext } from '../context.ts';

/** What `pods` is told. */
export interface PodsFlags {
  readonly kubeconfig: string;
  readonly egressSocket: string;
  readonly kubeletPort: number;
  readonly kubeletCertificate: string;
  readonly kubeletKey: string;
  readonly folder: string;
}

/** Answers for the pods of a cluster until it is ended. */
export async function answerForPods(this: BootstrapContext, flags: PodsFlags): Promise<void> {
  const { kubeconfig, egressSocket, folder } = flags;
  await servePods({
    ...{ kubeconfig, egressSocket, folder, signal: this.signal },
    kubelet: { port: flags.kubeletPort, certificate: flags.kubeletCertificate, key: flags.kubeletKey },
    onReady: () => this.stdout.write('{"event":"ready"}\n'),
    hear: (line) => this.stderr.write(`${line}\n`),
  });
  this.setExitCode(exitCodes.done);
}
