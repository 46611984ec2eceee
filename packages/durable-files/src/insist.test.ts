import { describe, expect, it } from 'vitest';
import { insist } from './insist.ts';

function failing(code: string, times: number) {
  let calls = 0;
  const act = async () => {
    calls += 1;
    if (calls <= times) throw Object.assign(new Error(code), { code });
    return calls;
  };
  return { act, calls: () => calls };
}

describe('what Windows refuses because a file is open', () => {
  it('is tried again until the file is closed', async () => {
    expect(await insist(failing('EPERM', 2).act, 'win32')).toBe(3);
  });

  it('is given up in the end', async () => {
    const { act, calls } = failing('EBUSY', 99);

    await expect(insist(act, 'win32')).rejects.toThrow('EBUSY');
    expect(calls()).toBe(7);
  });

  it.each([
    ['another failure', 'ENOENT', 'win32'],
    ['a refusal elsewhere', 'EPERM', 'linux'],
  ] as const)('does not make %s wait', async (_, code, platform) => {
    const { act, calls } = failing(code, 1);

    await expect(insist(act, platform)).rejects.toThrow(code);
    expect(calls()).toBe(1);
  });
});
