import { describe, expect, it } from 'vitest';
import { parseGitAddress, parseKubeconfigFor, parsePort, parseSpeed } from './parsers.ts';

describe('a port', () => {
  it.each([
    ['0', 0],
    ['8065', 8065],
    ['65535', 65_535],
  ])('%s', (text, port) => expect(parsePort(text)).toBe(port));

  it.each(['', '-1', '65536', '80a', '1e3', ' 80'])('is not "%s"', (text) => {
    expect(() => parsePort(text)).toThrow(SyntaxError);
  });
});

describe('a speed', () => {
  it.each([
    ['1', 1],
    ['0.5', 0.5],
    ['1000', 1000],
  ])('%s', (text, speed) => expect(parseSpeed(text)).toBe(speed));

  it.each(['', '0', '-2', 'fast', 'Infinity'])('is not "%s"', (text) => {
    expect(() => parseSpeed(text)).toThrow(SyntaxError);
  });
});

describe('a git address', () => {
  it.each([
    ['https://github.com/a/b.git=../b', 'https://github.com/a/b.git', '../b'],
    ['https://host/r?x=1=C:\\clones\\r', 'https://host/r?x=1', 'C:\\clones\\r'],
  ])('%s', (text, address, folder) => expect(parseGitAddress(text)).toEqual({ address, folder }));

  it.each(['', 'https://host/r', '=dir', 'https://host/r='])('is not "%s"', (text) => {
    expect(() => parseGitAddress(text)).toThrow('write ADDRESS=DIR');
  });
});

describe('how a cluster is reached', () => {
  it.each([
    ['kind-dev=../kubeconfig', 'kind-dev', '../kubeconfig', undefined],
    ['kind-dev=C:\\k8s\\config#admin@dev', 'kind-dev', 'C:\\k8s\\config', 'admin@dev'],
    ['web 1=a=b', 'web 1', 'a=b', undefined],
  ])('%s', (text, name, file, context) => expect(parseKubeconfigFor(text)).toEqual({ name, file, context }));

  it.each(['', 'kind-dev', '=file', 'kind-dev=', 'kind-dev=#context', 'kind-dev=file#'])('is not "%s"', (text) => {
    expect(() => parseKubeconfigFor(text)).toThrow('write NAME=FILE');
  });
});
