import { homedir } from 'node:os';
import { join } from 'node:path';
import { coloursFor, exitCodes } from '@octotrain/command-line';
import {
  type ClusterProviderName,
  createProgramRunner,
  gatherFacts,
  judgePreflight,
  type PreflightFacts,
  type PreflightNeeds,
} from '@octotrain/kube-kit';
import type { BootstrapContext } from '../context.ts';
import { doctorDocument } from '../doctor/doctor-document.ts';
import { doctorText } from '../doctor/doctor-text.ts';
import { readLab } from '../file/read-lab.ts';
import { createLiveLine } from '../server/live-line.ts';
import { refuse } from './desk.ts';

/** What `doctor` is told. */
export interface DoctorFlags {
  readonly provider?: ClusterProviderName;
  readonly port?: readonly number[];
  readonly json: boolean;
}

/** Tells what the machine lacks for the clusters of a lab. */
export async function doctor(this: BootstrapContext, flags: DoctorFlags, file?: string): Promise<void> {
  const read = await readLab({ file, cwd: this.cwd });
  if (!read.ok) {
    this.setExitCode(refuse(this, read));
    return;
  }
  const clusters = read.value.clusters.map(({ name, context, provider }) => ({
    ...{ name, context },
    provider: flags.provider ?? provider,
  }));
  const needs: PreflightNeeds = { clusters, ports: flags.port ?? [] };
  const live = createLiveLine(this.stderr);
  live.hint('looking at the machine');
  const facts = await (this.lookAtMachine ?? ((wanted) => lookHere(this, wanted)))(needs);
  live.clear();
  const examination = {
    lab: read.value.lab.name,
    file: read.value.source.file,
    clusters,
    findings: judgePreflight(facts, needs),
    again: againText(flags, file),
  };
  if (flags.json) this.stdout.write(`${JSON.stringify(doctorDocument(examination), null, 2)}\n`);
  else {
    const page = { width: this.stdout.columns ?? 80, colours: coloursFor(this.stdout, this.env) };
    this.stdout.write(`${doctorText(examination, page)}\n`);
  }
  const hasProblem = examination.findings.some(({ severity }) => severity === 'problem');
  this.setExitCode(hasProblem ? exitCodes.failed : exitCodes.done);
}

function lookHere({ env, cwd, signal }: BootstrapContext, needs: PreflightNeeds): Promise<PreflightFacts> {
  const { platform } = process;
  const run = createProgramRunner({ env, platform });
  return gatherFacts({ run, env, platform, home: homedir(), folder: join(cwd, '.octotrain'), needs, signal });
}

/** The words that say the same clusters to another command. */
function againText({ provider }: DoctorFlags, file: string | undefined): string {
  return [...(provider === undefined ? [] : [` --provider ${provider}`]), file === undefined ? '' : ` ${file}`].join(
    '',
  );
}
