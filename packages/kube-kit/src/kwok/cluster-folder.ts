import { X509Certificate } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readIfThere } from '@octotrain/durable-files';
import { isOfLock } from '../clusters/alone.ts';
import { clusterUsers, newAccountKeys, newTokens, tokensFile, tokensIn } from './identities.ts';
import { kubeconfigText } from './kubeconfig-text.ts';
import { type ClusterLayout, holdsSockets, layoutOf, programKubeconfig } from './layout.ts';
import { type ClusterPorts, egressConfiguration } from './program-arguments.ts';

const ownerOnly = { mode: 0o600 };
const socketsPrefix = 'octotrain-sockets-';
const renewedBeforeMs = 30 * 24 * 3600 * 1000;

/** Makes the folder of a cluster, or mends it: what is there stays. Nobody else may look into it. */
export async function makeFolders(folder: string): Promise<ClusterLayout> {
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o700);
  const sockets = holdsSockets(folder) ? folder : await mkdtemp(join(tmpdir(), socketsPrefix));
  const layout = layoutOf({ folder, sockets });
  for (const part of [layout.pki, layout.logs, layout.work]) await mkdir(part, { recursive: true, mode: 0o700 });
  for (const socket of [layout.etcdSocket, layout.etcdPeerSocket, layout.egressSocket])
    await rm(socket, { force: true });
  return layout;
}

/** Keys and tokens of a new cluster; those of an older one stay, for what it holds is signed with them. */
export async function makeIdentities(layout: ClusterLayout): Promise<void> {
  await writeFile(layout.egressConfiguration, egressConfiguration(layout), ownerOnly);
  const known = tokensIn((await readIfThere(layout.tokens)) ?? '');
  if (known !== undefined && (await readIfThere(layout.accountPublicKey)) !== undefined) return;
  const { privateKey, publicKey } = await newAccountKeys();
  await writeFile(layout.accountKey, privateKey, ownerOnly);
  await writeFile(layout.accountPublicKey, publicKey, ownerOnly);
  await writeFile(layout.tokens, tokensFile(newTokens()), ownerOnly);
}

/**
 * Removes the certificate of the API server when it ends within thirty days, so that the server makes another at its next
 * start: it makes them for a year.
 */
export async function dropOldCertificate(layout: ClusterLayout, now: Date): Promise<void> {
  const text = await readIfThere(layout.serverCertificate);
  if (!text || Date.parse(new X509Certificate(text).validTo) - now.getTime() > renewedBeforeMs) return;
  for (const path of [layout.serverCertificate, layout.serverKey]) await rm(path, { force: true });
}

/** What asks the API server with all rights; there once it has made its certificate. */
export interface AdminAccess {
  readonly server: string;
  readonly authority: string;
  readonly token: string;
}

/** The access of the cluster's owner; undefined until the API server has made its certificate. */
export async function adminAccess(layout: ClusterLayout, ports: ClusterPorts): Promise<AdminAccess | undefined> {
  const authority = await readIfThere(layout.serverCertificate);
  const tokens = tokensIn((await readIfThere(layout.tokens)) ?? '');
  if (!authority || tokens === undefined) return undefined;
  return { server: `https://127.0.0.1:${ports.api}`, authority, token: tokens.admin };
}

/** Writes the kubeconfigs of the owner and of each program. */
export async function writeKubeconfigs(
  layout: ClusterLayout,
  { context, access }: { context: string; access: AdminAccess },
): Promise<void> {
  const tokens = tokensIn((await readIfThere(layout.tokens)) ?? '');
  if (tokens === undefined) throw new Error(`${layout.tokens} has been taken away`);
  await writeFile(layout.kubeconfig, kubeconfigText({ ...access, context }), ownerOnly);
  for (const user of clusterUsers) {
    if (user === 'admin') continue;
    const text = kubeconfigText({ ...access, context: user, token: tokens[user] });
    await writeFile(programKubeconfig(layout, user), text, ownerOnly);
  }
}

/**
 * Removes what a cluster has in its folder, and its sockets, wherever they are. What is not the cluster's stays, should
 * somebody have named a folder that holds other things.
 */
export async function removeFolders({ folder, sockets }: { folder: string; sockets?: string | undefined }) {
  for (const part of await readdir(folder))
    if (isOwn(folder, part)) await rm(join(folder, part), { recursive: true, force: true, maxRetries: 5 });
  await removeSockets({ folder, sockets });
}

/** Something in a folder that no cluster has put there, by its name. */
export async function strangerIn(folder: string): Promise<string | undefined> {
  const parts = await readdir(folder);
  return parts.find((part) => !isOwn(folder, part) && !isOfLock(part));
}

function isOwn(folder: string, part: string): boolean {
  const path = join(folder, part);
  // Drafts of files are left by a process that was killed.
  return /\.[0-9a-f]{8}\.tmp$/.test(part) || (path !== folder && Object.values(layoutOf({ folder })).includes(path));
}

/** Removes the folder that was made for a cluster's sockets, if one was, whatever the record says. */
export async function removeSockets({ folder, sockets }: { folder: string; sockets?: string | undefined }) {
  if (sockets && sockets !== folder && sockets.startsWith(join(tmpdir(), socketsPrefix)))
    await rm(sockets, { recursive: true, force: true });
}
