import { gunzip } from 'node:zlib';
import { field, labelsField, parsed, textField } from '../json.ts';

/** A revision of a helm release, as its Secret in the cluster holds it. */
export interface HelmRevision {
  readonly revision: number;
  /** `deployed`, `failed`, `superseded`, `pending-upgrade` … */
  readonly state: string;
  readonly namespace: string;
  readonly manifest: string;
}

/** The type of those Secrets. */
export const releaseSecretType = 'helm.sh/release.v1';

const mostBytes = 64 * 1024 * 1024;

/** Number and state of the revision that a Secret holds, from its labels. */
export function revisionLabels(secret: unknown): { revision: number; state: string } {
  const labels = labelsField(secret, 'metadata', 'labels');
  return { revision: Number(labels.version), state: labels.status ?? '' };
}

/** Unpacks the Secret of a revision; undefined when it holds none. */
export async function unpackRevision(secret: unknown): Promise<HelmRevision | undefined> {
  const packed = Buffer.from(textField(secret, 'data', 'release'), 'base64').toString('latin1');
  const bytes = Buffer.from(packed, 'base64');
  // Very old releases are not compressed.
  const isZipped = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const text = isZipped ? await unzip(bytes) : bytes.toString('utf8');
  const release = text === undefined ? undefined : parsed(text);
  if (typeof field(release, 'manifest') !== 'string') return undefined;
  return {
    ...revisionLabels(secret),
    namespace: textField(release, 'namespace'),
    manifest: textField(release, 'manifest'),
  };
}

function unzip(bytes: Buffer): Promise<string | undefined> {
  return new Promise((resolve) => {
    gunzip(bytes, { maxOutputLength: mostBytes }, (error, whole) =>
      resolve(error ? undefined : whole.toString('utf8')),
    );
  });
}
