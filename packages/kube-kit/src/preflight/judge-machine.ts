import type { PreflightFacts, PreflightNeeds } from './facts.ts';
import { amiss, type Finding, ok } from './finding.ts';
import { requirements, sizeText, wantedText } from './requirements.ts';

/** Node, memory, disk, watchers, ports. */
export function judgeMachine(facts: PreflightFacts, needs: PreflightNeeds): readonly Finding[] {
  return [
    judgeNode(facts),
    judgeMemory(facts, needs),
    ...judgeDisk(facts, needs),
    ...judgeInotify(facts, needs),
    ...judgePorts(facts),
  ];
}

function judgeNode({ node }: PreflightFacts): Finding {
  const about = { code: 'node', subject: 'Node' } as const;
  const [major = 0, minor = 0] = node.replace(/^v/, '').split('.').map(Number);
  const fits = major >= 24 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19);
  if (fits) return ok(about, node);
  return amiss(about, 'problem', { text: `${node} is not supported`, todo: 'install Node 24, 22.12 or 20.19' });
}

function judgeMemory({ memory }: PreflightFacts, needs: PreflightNeeds): Finding {
  const about = { code: 'memory', subject: 'memory' } as const;
  const wanted =
    count(needs, 'kwok') * requirements.kwokMemoryBytes + count(needs, 'kind') * requirements.kindMemoryBytes;
  const text = `${sizeText(memory.availableBytes)} of ${sizeText(memory.totalBytes)} available`;
  if (memory.availableBytes >= wanted) return ok(about, text);
  const todo = 'end programs that need memory, or make fewer clusters';
  return amiss(about, 'warning', { text: `${text}; the clusters want about ${wantedText(wanted)}`, todo });
}

function judgeDisk({ disk, built }: PreflightFacts, needs: PreflightNeeds): readonly Finding[] {
  if (!disk) return [];
  const about = { code: 'disk', subject: 'disk' } as const;
  const kwok = count(needs, 'kwok');
  const building = kwok > 0 && !built.ok ? requirements.buildDiskBytes : 0;
  const wanted = kwok * requirements.kwokDiskBytes + count(needs, 'kind') * requirements.kindDiskBytes + building;
  const text = `${sizeText(disk.freeBytes)} free in ${disk.folder}`;
  if (disk.freeBytes >= wanted) return [ok(about, text)];
  const why = building > 0 ? 'building the cluster programs and the clusters want' : 'the clusters want';
  return [amiss(about, 'warning', { text: `${text}; ${why} about ${wantedText(wanted)}`, todo: 'make room' })];
}

function judgeInotify({ inotify }: PreflightFacts, needs: PreflightNeeds): readonly Finding[] {
  if (!inotify || count(needs, 'kind') === 0) return [];
  const about = { code: 'inotify', subject: 'inotify' } as const;
  const low = (
    [
      ['max_user_watches', inotify.watches, requirements.inotifyWatches],
      ['max_user_instances', inotify.instances, requirements.inotifyInstances],
    ] as const
  ).filter(([, has, wants]) => has < wants);
  if (low.length === 0) return [ok(about, `${inotify.watches} watches, ${inotify.instances} instances`)];
  const text = low.map(([name, has, wants]) => `${name} is ${has}, kind wants ${wants}`).join('; ');
  const settings = low.map(([name, , wants]) => `fs.inotify.${name}=${wants}`).join(' ');
  const todo = `pods fail with "too many open files" otherwise: sudo sysctl ${settings}`;
  return [amiss(about, 'warning', { text, todo })];
}

function judgePorts({ loopback, ports }: PreflightFacts): readonly Finding[] {
  const about = { code: 'loopback', subject: '127.0.0.1' } as const;
  const own = loopback
    ? ok(about, 'programs can listen on it')
    : amiss(about, 'problem', {
        text: 'no program can listen on it',
        todo: 'bring the loopback interface up, or allow it in the sandbox',
      });
  return [
    own,
    ...ports.map(({ port, isFree }) => {
      const subject = `port ${port}`;
      if (isFree) return ok({ code: 'port', subject }, 'free');
      const todo = 'end the program that listens on it, or choose another port';
      return amiss({ code: 'port', subject }, 'problem', { text: 'taken', todo });
    }),
  ];
}

function count({ clusters }: PreflightNeeds, provider: string): number {
  return clusters.filter((cluster) => cluster.provider === provider).length;
}
