import process from 'node:process';
import { fileURLToPath } from 'node:url';
import type { PodsProgram } from '@octotrain/kube-kit';

const repository = fileURLToPath(new URL('../../..', import.meta.url));

/** What answers for the pods of a test cluster: the program's hidden command, run from its sources. */
export const podsFromSource: PodsProgram = ({ kubeconfig, egressSocket, kubelet, folder }) => ({
  program: process.execPath,
  cwd: repository,
  args: [
    ...['--conditions=source', '--import', 'tsx', 'apps/bootstrap/src/main.ts', 'pods'],
    ...['--kubeconfig', kubeconfig, '--egress-socket', egressSocket, '--folder', folder],
    ...['--kubelet-port', String(kubelet.port)],
    ...['--kubelet-certificate', kubelet.certificate, '--kubelet-key', kubelet.key],
  ],
});
