import type { VariableWrite } from '@octotrain/octopus-client';
import type { KeyState } from './key-state.ts';

const namePattern = /^Train\.Lock\[(.+)\]$/;

/** The variable that keeps a key's state. */
function keyVariableName(key: string): string {
  return `Train.Lock[${key}]`;
}

/** The states of all keys, by key. What is no state any more, because somebody edited it, is left out. */
export function readKeys(variables: readonly Pick<VariableWrite, 'Name' | 'Value'>[]): ReadonlyMap<string, KeyState> {
  const keys = new Map<string, KeyState>();
  for (const { Name, Value } of variables) {
    const key = namePattern.exec(Name)?.[1];
    const state = key === undefined ? undefined : parseState(Value ?? '');
    if (key !== undefined && state) keys.set(key, state);
  }
  return keys;
}

/** The variables with some keys in another state; all others stay as they are. */
export function writeKeys(
  variables: readonly VariableWrite[],
  changed: ReadonlyMap<string, KeyState>,
): readonly VariableWrite[] {
  const left = new Map([...changed].map(([key, state]) => [keyVariableName(key), state]));
  const kept = variables.map((variable) => {
    const state = left.get(variable.Name);
    left.delete(variable.Name);
    return state ? { ...variable, Value: JSON.stringify(state) } : variable;
  });
  const fresh = [...left].map(
    ([Name, state]): VariableWrite => ({
      Name,
      Value: JSON.stringify(state),
      Type: 'String',
      Description: 'Which run of this train is open, who drives it, and whether it is halted. Kept by `train`.',
    }),
  );
  return [...kept, ...fresh];
}

function parseState(text: string): KeyState | undefined {
  try {
    const parsed = JSON.parse(text) as Partial<KeyState> | null; // written by us; looked at below
    if (parsed?.schema !== 1 || typeof parsed.fence !== 'number') return undefined;
    const { fence, run = null, holder = null, left = null, halted = null } = parsed;
    return { schema: 1, fence, run, holder, left, halted };
  } catch {
    // Edited by hand into something else.
    return undefined;
  }
}
