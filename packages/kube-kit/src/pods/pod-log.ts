/** A line that a container wrote. */
export interface LogLine {
  /** RFC 3339, in UTC. */
  readonly time: string;
  readonly text: string;
}

/** What of a log is asked for, as in the query of a kubelet. */
export interface LogQuestion {
  /** Of the start before the present one. */
  readonly previous?: boolean;
  readonly tailLines?: number;
  /** Only what is not older. Milliseconds since 1970. */
  readonly sinceMs?: number;
  readonly timestamps?: boolean;
  readonly limitBytes?: number;
}

/** The logs of containers whose programs are played, in memory. */
export interface PodLogs {
  write(at: { uid: string; container: string; start: number }, line: LogLine): void;
  /** Undefined where there is no such start. */
  read(at: { uid: string; container: string }, question: LogQuestion): string | undefined;
  /** Hears the lines from now on; the returned function ends that. */
  follow(at: { uid: string; container: string }, listener: FollowListener): () => void;
  /** Forgets a pod; who follows it is told the end. */
  forget(uid: string): void;
}

/** Hears the lines of a container. */
interface FollowListener {
  line(line: LogLine): void;
  end(): void;
}

interface Start {
  readonly start: number;
  readonly lines: LogLine[];
}

/** How many lines of one start are kept. */
const mostLines = 1000;

/** No logs yet. */
export function createPodLogs(): PodLogs {
  const pods = new Map<string, Map<string, Start[]>>();
  const followers = new Map<string, Map<FollowListener, string>>();

  return {
    write({ uid, container, start }, line) {
      const containers = entry(pods, uid, () => new Map<string, Start[]>());
      const starts = entry(containers, container, () => []);
      let of = starts.find((one) => one.start === start);
      if (of === undefined) {
        of = { start, lines: [] };
        starts.push(of);
        // A kubelet keeps the present one and the one before.
        if (starts.length > 2) starts.shift();
      }
      of.lines.push(line);
      if (of.lines.length > mostLines) of.lines.shift();
      for (const [listener, name] of followers.get(uid) ?? []) if (name === container) listener.line(line);
    },
    read({ uid, container }, { previous = false, ...question }) {
      const starts = pods.get(uid)?.get(container) ?? [];
      const lines = starts.at(previous ? -2 : -1)?.lines;
      return lines === undefined ? undefined : logText(lines, question);
    },
    follow({ uid, container }, listener) {
      const of = entry(followers, uid, () => new Map());
      of.set(listener, container);
      return () => of.delete(listener);
    },
    forget(uid) {
      pods.delete(uid);
      for (const listener of [...(followers.get(uid)?.keys() ?? [])]) listener.end();
      followers.delete(uid);
    },
  };
}

/** The lines that are asked for as one text. */
export function logText(lines: readonly LogLine[], question: Omit<LogQuestion, 'previous'>): string {
  const { tailLines, sinceMs, limitBytes } = question;
  const recent = sinceMs === undefined ? lines : lines.filter(({ time }) => Date.parse(time) >= sinceMs);
  const last = tailLines === undefined ? recent : recent.slice(Math.max(0, recent.length - tailLines));
  const text = last.map((line) => lineText(line, question)).join('');
  return limitBytes === undefined ? text : Buffer.from(text).subarray(0, limitBytes).toString('utf8');
}

/** One line as a kubelet sends it. */
export function lineText({ time, text }: LogLine, { timestamps = false }: Pick<LogQuestion, 'timestamps'>): string {
  return timestamps ? `${time} ${text}\n` : `${text}\n`;
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
