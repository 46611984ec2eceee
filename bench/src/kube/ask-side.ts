// A process of its own that asks once: KUBECONFIG, and BENCH_MANIFEST where drift is asked for.
import { readFile } from 'node:fs/promises';
import { openCluster } from '@octotrain/kube-kit';
import { askCluster } from './ask.ts';

const opened = await openCluster({ kubeconfig: { path: process.env.KUBECONFIG ?? '' } });
if (!opened.ok) throw new Error(opened.problem.message);
const manifest = process.env.BENCH_MANIFEST;
const found = await askCluster(opened.cluster, manifest && (await readFile(manifest, 'utf8')));
// Connections that are kept for the next question would hold the process.
process.stdout.write(JSON.stringify(found), () => process.exit());
