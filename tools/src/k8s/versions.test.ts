import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { linkerFlags, pinnedVersions } from './versions.ts';

const goMod = readFileSync(new URL('../../k8s/go.mod', import.meta.url), 'utf8');

it('reads the versions that the Go module pins', () => {
  expect(Object.values(pinnedVersions(goMod))).toEqual(
    Array.from({ length: 4 }, () => expect.stringMatching(/^v\d+\.\d+\.\d+$/)),
  );
});

it('refuses a module that pins nothing', () => {
  expect(() => pinnedVersions('module x\n')).toThrow('pins no version of');
});

it('writes the versions into the programs', () => {
  const flags = linkerFlags({ etcd: 'v3.0.0', helm: 'v3.1.0', kubernetes: 'v1.40.2', kwok: 'v0.9.0' });
  expect(flags).toContain('-X k8s.io/component-base/version.gitVersion=v1.40.2');
  expect(flags).toContain('-X k8s.io/component-base/version.gitMinor=40');
  expect(flags).toContain('-X helm.sh/helm/v3/internal/version.version=v3.1.0');
  expect(flags).toContain('-X sigs.k8s.io/kwok/pkg/consts.Version=v0.9.0');
});
