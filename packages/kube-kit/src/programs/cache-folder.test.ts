import { expect, it } from 'vitest';
import { type CachePlace, clusterProgramsFolder } from './cache-folder.ts';

const home = '/home/ann';

it.each<[string, CachePlace, string]>([
  ['Linux', { platform: 'linux', env: {}, home }, '/home/ann/.cache/octotrain/k8s'],
  [
    'Linux with a cache of its own',
    { platform: 'linux', env: { XDG_CACHE_HOME: '/var/c' }, home },
    '/var/c/octotrain/k8s',
  ],
  ['macOS', { platform: 'darwin', env: {}, home: '/Users/ann' }, '/Users/ann/Library/Caches/octotrain/k8s'],
  [
    'Windows',
    { platform: 'win32', env: { LOCALAPPDATA: 'C:\\Users\\ann\\AppData\\Local' }, home: 'C:\\Users\\ann' },
    'C:\\Users\\ann\\AppData\\Local\\octotrain\\k8s',
  ],
  ['a folder that was named', { platform: 'linux', env: { OCTOTRAIN_K8S_TOOLS: '/opt/tools' }, home }, '/opt/tools'],
])('cluster programs lie where %s keeps caches', (_name, place, folder) => {
  expect(clusterProgramsFolder(place)).toBe(folder);
});
