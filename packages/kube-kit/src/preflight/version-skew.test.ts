import { describe, expect, it } from 'vitest';
import { helmSkew, kubectlSkew, type Skew } from './version-skew.ts';

const minor = (text: string) => {
  const [major = 0, minor = 0] = text.split('.').map(Number);
  return { major, minor };
};

describe('kubectl', () => {
  it.each<[string, string, Skew]>([
    ['1.37', '1.37', 'fits'],
    ['1.36', '1.37', 'fits'],
    ['1.38', '1.37', 'fits'],
    ['1.35', '1.37', 'older'],
    ['1.39', '1.37', 'newer'],
    ['1.37', '2.0', 'older'],
  ])('%s to a server %s: %s', (kubectl, server, skew) => {
    expect(kubectlSkew(minor(kubectl), minor(server))).toBe(skew);
  });
});

describe('helm', () => {
  it.each<[string, string, Skew]>([
    ['3.20', '1.35', 'fits'],
    ['3.20', '1.32', 'fits'],
    ['3.20', '1.31', 'newer'],
    ['3.20', '1.36', 'older'],
    ['3.8', '1.23', 'fits'],
    ['3.17', '1.33', 'older'],
    ['3.21', '1.35', 'fits'],
    ['3.21', '1.36', 'older'],
    ['3.22', '1.37', 'fits'],
    ['3.22', '1.33', 'newer'],
    ['4.0', '1.34', 'fits'],
    ['4.1', '1.31', 'newer'],
    ['4.3', '1.37', 'fits'],
    ['3.23', '1.37', 'untold'],
    ['4.9', '1.37', 'untold'],
    ['3.7', '1.22', 'untold'],
    ['3.22', '2.0', 'untold'],
  ])('%s to a server %s: %s', (helm, server, skew) => {
    expect(helmSkew(minor(helm), minor(server))).toBe(skew);
  });
});
