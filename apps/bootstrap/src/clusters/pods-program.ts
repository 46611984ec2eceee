import process from 'node:process';
import type { PodsProgram } from '@octotrain/kube-kit';

/** What answers for the pods of a cluster: this very program, by a hidden command. */
export const podsProgram: PodsProgram = ({ kubeconfig, egressSocket, kubelet, folder }) => ({
  program: process.execPath,
  // Where it runs from its sources, what it is started with is looked for from the folder that it is started in.
  ...(process.execArgv.length === 0 ? {} : { cwd: process.cwd() }),
  args: [
    ...process.execArgv,
    ...[process.argv[1] ?? '', 'pods', '--kubeconfig', kubeconfig, '--egress-socket', egressSocket],
    ...['--folder', folder, '--kubelet-port', String(kubelet.port)],
    ...['--kubelet-certificate', kubelet.certificate, '--kubelet-key', kubelet.key],
  ],
});
