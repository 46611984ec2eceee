import { expect, it } from 'vitest';
import { userAgentOf } from './user-agent.ts';

it('says who asks: the program that is named, and the client', () => {
  expect(userAgentOf('train/1.2', 'node 20.19.0; linux')).toMatch(
    /^train\/1\.2 octotrain-octopus-client\/\d+\.\d+\.\d+\S* \(node 20\.19\.0; linux\)$/,
  );
  expect(userAgentOf(undefined)).toMatch(/^octotrain-octopus-client\/\S+ \(node \d+\.\d+\.\d+; \w+\)$/);
  expect(userAgentOf(' ')).toBe(userAgentOf(undefined));
});

it('refuses a name that no header can carry', () => {
  expect(() => userAgentOf('train\nX-Evil: 1')).toThrow(TypeError);
});
