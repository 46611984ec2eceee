import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  adminAccess,
  dropOldCertificate,
  makeFolders,
  makeIdentities,
  removeFolders,
  strangerIn,
} from './cluster-folder.ts';
import { layoutOf } from './layout.ts';

let root: string;
let folder: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'cluster-'));
  folder = join(root, 'dev');
});
afterEach(() => rm(root, { recursive: true }));

const ports = { api: 20001, kwok: 20002 };
const isThere = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );

it('keeps the identities of a cluster that is started again', async () => {
  const layout = await makeFolders(folder);
  await makeIdentities(layout);
  await writeFile(layout.serverCertificate, 'PEM');
  const before = await adminAccess(layout, ports);
  await makeIdentities(await makeFolders(folder));

  expect(before).toMatchObject({ server: 'https://127.0.0.1:20001', authority: 'PEM' });
  expect(await adminAccess(layout, ports)).toEqual(before);
});

it('puts the sockets of a deep folder where their paths are short, and takes them away with it', async () => {
  const deep = join(root, 'a'.repeat(60), 'b'.repeat(60), 'dev');
  const { sockets, egressSocket } = await makeFolders(deep);

  expect(egressSocket.length).toBeLessThan(100);
  expect(await isThere(sockets)).toBe(true);
  await removeFolders({ folder: deep, sockets });
  expect(await isThere(sockets)).toBe(false);
});

it('removes no folder of sockets that was not made for them, whatever a record says', async () => {
  await mkdir(folder);
  const foreign = join(root, 'octotrain-sockets-foreign');
  await mkdir(foreign);
  await removeFolders({ folder, sockets: foreign });
  expect(await isThere(foreign)).toBe(true);
});

it('removes what is a cluster’s and leaves what is not', async () => {
  const layout = await makeFolders(folder);
  await makeIdentities(layout);
  for (const path of [layout.record, layout.kubeconfig, `${layout.record}.0a1b2c3d.tmp`, join(folder, 'notes.md')])
    await writeFile(path, 'x');

  expect(await strangerIn(folder)).toBe('notes.md');
  await removeFolders({ folder });
  expect(await readdir(folder)).toEqual(['notes.md']);
});

/** Ends on 2 December 2026. */
const certificate = `-----BEGIN CERTIFICATE-----
MIIBfDCCASOgAwIBAgIUBKrcHmd8VPzQTQzzl468sBbAQP0wCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJMTI3LjAuMC4xMB4XDTI2MTIwMTA0MDMyMVoXDTI2MTIwMjA0
MDMyMVowFDESMBAGA1UEAwwJMTI3LjAuMC4xMFkwEwYHKoZIzj0CAQYIKoZIzj0D
AQcDQgAEsJ602C5oPTYmjs85Owsncys1qcOpYBu/ZBlHXgaUFk+jMKUbwJzll2v0
YbGQiXv0biSXvSvg/oMpFRqIMvlufqNTMFEwHQYDVR0OBBYEFPwUPan7OYjoK5Nf
0xBlwJO7L001MB8GA1UdIwQYMBaAFPwUPan7OYjoK5Nf0xBlwJO7L001MA8GA1Ud
EwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDRwAwRAIgcTpaO1hXUri5kjALgKT+1yP0
YsGoPjPYMyTomQeeXEQCIAr0JCOwkyK2VOX99chXiDIO9uTNcAvDIZM4SzAh1TYG
-----END CERTIFICATE-----
`;

it.each([
  ['2026-10-01T00:00:00Z', true],
  ['2026-11-20T00:00:00Z', false],
  ['2027-01-01T00:00:00Z', false],
])('on %s the certificate stays: %s', async (now, stays) => {
  const layout = await makeFolders(folder);
  await writeFile(layout.serverCertificate, certificate);
  await writeFile(layout.serverKey, 'key');

  await dropOldCertificate(layout, new Date(now));

  expect([await isThere(layout.serverCertificate), await isThere(layout.serverKey)]).toEqual([stays, stays]);
});

it('has no certificate to drop before the first start', async () => {
  await dropOldCertificate(layoutOf({ folder }), new Date());
});
