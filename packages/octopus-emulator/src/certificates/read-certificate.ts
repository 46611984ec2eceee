import { X509Certificate } from 'node:crypto';
import { objectIdentifier, readDer, readOneDer } from './der.ts';

export type CertificateFormat = 'Der' | 'Pem' | 'Pkcs12';

/** What a certificate says about itself. */
export interface CertificateDetails {
  readonly Thumbprint: string | null;
  readonly SubjectDistinguishedName: string | null;
  readonly SubjectCommonName: string | null;
  readonly SubjectOrganization: string | null;
  readonly SubjectAlternativeNames: readonly string[];
  readonly IssuerDistinguishedName: string | null;
  readonly IssuerCommonName: string | null;
  readonly IssuerOrganization: string | null;
  readonly SelfSigned: boolean;
  readonly NotBefore: string | null;
  readonly NotAfter: string | null;
  readonly SerialNumber: string | null;
  readonly SignatureAlgorithmName: string | null;
  readonly Version: number;
}

/** A certificate file that could be read. */
export interface ReadCertificate {
  readonly format: CertificateFormat;
  readonly hasPrivateKey: boolean;
  readonly details: CertificateDetails;
  /** The certificate in DER; a PKCS#12 file is kept closed. */
  readonly der: Uint8Array | undefined;
  readonly chain: readonly X509Certificate[];
}

const SEQUENCE = 0x30;
const pkcs7Data = '1.2.840.113549.1.7.1';

/** Names of the algorithms that certificates are signed with, as the server tells them. [guess] */
const algorithms: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.5': 'sha1RSA',
  '1.2.840.113549.1.1.11': 'sha256RSA',
  '1.2.840.113549.1.1.12': 'sha384RSA',
  '1.2.840.113549.1.1.13': 'sha512RSA',
  '1.2.840.10045.4.3.2': 'sha256ECDSA',
  '1.2.840.10045.4.3.3': 'sha384ECDSA',
  '1.2.840.10045.4.3.4': 'sha512ECDSA',
};

/** What nobody looks into says nothing. */
const closed: CertificateDetails = {
  Thumbprint: null,
  SubjectDistinguishedName: null,
  SubjectCommonName: null,
  SubjectOrganization: null,
  SubjectAlternativeNames: [],
  IssuerDistinguishedName: null,
  IssuerCommonName: null,
  IssuerOrganization: null,
  SelfSigned: false,
  NotBefore: null,
  NotAfter: null,
  SerialNumber: null,
  SignatureAlgorithmName: null,
  Version: 0,
};

/**
 * Reads the base64 text of a PEM, DER or PKCS#12 file; nothing when it is none of these. A PKCS#12 file is known by its
 * outer form and not opened: its details stay empty.
 */
export function readCertificate(base64: string): ReadCertificate | undefined {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length === 0) return undefined;
  if (isPkcs12(bytes)) return { format: 'Pkcs12', hasPrivateKey: true, details: closed, der: undefined, chain: [] };
  const text = bytes.toString('latin1');
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? [];
  const read = (blocks.length > 0 ? blocks : [bytes]).map((block) => parsed(block));
  const [own, ...chain] = read.filter((certificate) => certificate !== undefined);
  if (own === undefined || read.includes(undefined)) return undefined;
  return {
    format: blocks.length > 0 ? 'Pem' : 'Der',
    hasPrivateKey: /-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text),
    details: detailsOf(own),
    der: own.raw,
    chain,
  };
}

function parsed(data: string | Buffer): X509Certificate | undefined {
  try {
    return new X509Certificate(data);
  } catch {
    return undefined;
  }
}

function isPkcs12(bytes: Uint8Array): boolean {
  const outer = readOneDer(bytes);
  if (outer?.tag !== SEQUENCE) return false;
  const [version, safe] = readDer(outer.content) ?? [];
  if (version?.tag !== 2 || version.content[0] !== 3 || safe?.tag !== SEQUENCE) return false;
  const [type] = readDer(safe.content) ?? [];
  return type?.tag === 6 && objectIdentifier(type.content) === pkcs7Data;
}

function detailsOf(certificate: X509Certificate): CertificateDetails {
  const [subject, issuer] = [namesOf(certificate.subject), namesOf(certificate.issuer)];
  return {
    Thumbprint: certificate.fingerprint.replaceAll(':', ''),
    SubjectDistinguishedName: distinguished(subject),
    SubjectCommonName: subject.get('CN') ?? null,
    SubjectOrganization: subject.get('O') ?? null,
    SubjectAlternativeNames: (certificate.subjectAltName ?? '')
      .split(', ')
      .map((name) => name.replace(/^[A-Za-z ]+:/, ''))
      .filter((name) => name !== ''),
    IssuerDistinguishedName: distinguished(issuer),
    IssuerCommonName: issuer.get('CN') ?? null,
    IssuerOrganization: issuer.get('O') ?? null,
    SelfSigned: certificate.subject === certificate.issuer,
    NotBefore: timeText(certificate.validFrom),
    NotAfter: timeText(certificate.validTo),
    SerialNumber: certificate.serialNumber,
    SignatureAlgorithmName: algorithmOf(certificate.raw),
    Version: versionOf(certificate.raw),
  };
}

function namesOf(lines: string): ReadonlyMap<string, string> {
  return new Map(
    lines.split('\n').map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)] as const),
  );
}

/** The last part first, as X.500 names are written. */
function distinguished(names: ReadonlyMap<string, string>): string {
  return [...names]
    .reverse()
    .map(([name, value]) => `${name}=${value}`)
    .join(', ');
}

function timeText(text: string): string {
  return new Date(text).toISOString().replace('Z', '+00:00');
}

function algorithmOf(der: Uint8Array): string | null {
  const outer = readOneDer(der);
  const [, algorithm] = (outer && readDer(outer.content)) ?? [];
  const [name] = (algorithm && readDer(algorithm.content)) ?? [];
  if (name === undefined) return null;
  const id = objectIdentifier(name.content);
  return algorithms[id] ?? id;
}

/** The version that a certificate states; without one it is of version 1. */
function versionOf(der: Uint8Array): number {
  const outer = readOneDer(der);
  const [body] = (outer && readDer(outer.content)) ?? [];
  const [version] = (body && readDer(body.content)) ?? [];
  if (version?.tag !== 0xa0) return 1;
  return (readOneDer(version.content)?.content[0] ?? 0) + 1;
}
