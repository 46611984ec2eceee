import { delimiter } from 'node:path';
import { expect, it } from 'vitest';
import { environmentOf } from './environment.ts';

const folders = { kubeconfig: '/w/kubeconfig', helm: '/w/helm', temporary: '/w/tmp' };

it('puts the programs before everything else on the PATH, however that is written', () => {
  const programs = ['/k8s/helm', '/k8s/kubectl', 'bash'];

  expect(environmentOf({ base: { Path: '/bin' }, programs, folders }).Path).toBe(['/k8s', '/bin'].join(delimiter));
  expect(environmentOf({ base: {}, programs: ['helm'], folders }).PATH).toBe('');
});

it('keeps kubectl, helm and temporary files within the folder of the step', () => {
  const base = { KUBECONFIG: '/home/me/.kube/config', HELM_CONFIG_HOME: '/home/me', LANG: 'C', TMPDIR: '/tmp' };
  const { PATH: _, ...environment } = environmentOf({ base, programs: [], folders });

  expect(environment).toEqual({
    LANG: 'C',
    KUBECONFIG: '/w/kubeconfig',
    HELM_CACHE_HOME: '/w/helm/cache',
    HELM_CONFIG_HOME: '/w/helm/config',
    HELM_DATA_HOME: '/w/helm/data',
    KUBECACHEDIR: '/w/tmp/kube-cache',
    TMPDIR: '/w/tmp',
    TMP: '/w/tmp',
    TEMP: '/w/tmp',
  });
});
