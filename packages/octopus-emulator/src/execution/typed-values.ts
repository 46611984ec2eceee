import { type AccountField, fieldsOfType } from '../accounts/account-fields.ts';
import type { AccountDocument } from '../accounts/state.ts';
import { pemOf } from '../certificates/export.ts';
import { readCertificate } from '../certificates/read-certificate.ts';
import type { CertificateDocument } from '../certificates/state.ts';
import { isSensitive } from '../http/sensitive.ts';
import type { Store } from '../store/store.ts';

/** One of the values that a variable of a type stands for besides the id: `Name.Suffix`. */
export interface SubValue {
  readonly suffix: string;
  readonly value: string;
  readonly secret: boolean;
}

/** What a variable expands to whose value is the id of an account, a certificate or a worker pool. [docs] */
export function subValues(store: Pick<Store, 'get'>, id: string): readonly SubValue[] {
  const account = store.get('Accounts', id);
  if (account !== undefined) return ofAccount(account);
  const certificate = store.get('Certificates', id);
  if (certificate !== undefined) return ofCertificate(certificate);
  const pool = store.get('WorkerPools', id);
  return pool === undefined ? [] : [plain('Name', pool.Name)];
}

/** Fields whose suffix is not their name. [docs] */
const suffixes: Readonly<Partial<Record<AccountField, string>>> = { ClientId: 'Client' };

/** The fields of its type that are texts or secrets, as far as it has them. */
function ofAccount(account: AccountDocument): readonly SubValue[] {
  return fieldsOfType[account.AccountType].has.flatMap((field) => {
    const [value, suffix] = [account[field], suffixes[field] ?? field];
    if (typeof value === 'string' && value !== '') return [plain(suffix, value)];
    return isSensitive(value) && value.NewValue !== null ? [secret(suffix, value.NewValue)] : [];
  });
}

function ofCertificate(certificate: CertificateDocument): readonly SubValue[] {
  const file = certificate.CertificateData.NewValue ?? '';
  const read = readCertificate(file);
  const key = read?.format === 'Pem' ? privateKeyIn(Buffer.from(file, 'base64').toString('latin1')) : undefined;
  const der = read?.der;
  return [
    plain('Type', 'Certificate'),
    plain('Name', certificate.Name),
    plain('Thumbprint', certificate.Thumbprint),
    secret('RawOriginal', file),
    secret('Password', certificate.Password.NewValue),
    secret('Pfx', read?.format === 'Pkcs12' ? file : null),
    plain('Certificate', der === undefined ? null : Buffer.from(der).toString('base64')),
    plain('CertificatePem', der === undefined ? null : pemOf(der)),
    secret('PrivateKeyPem', key),
    secret('PrivateKey', key?.replaceAll(/-----[^-]*-----|\s/g, '')),
    plain('ChainPem', read?.chain.map(({ raw }) => pemOf(raw)).join('')),
    plain('Subject', certificate.SubjectDistinguishedName),
    plain('SubjectCommonName', certificate.SubjectCommonName),
    plain('Issuer', certificate.IssuerDistinguishedName),
    plain('NotBefore', certificate.NotBefore),
    plain('NotAfter', certificate.NotAfter),
  ].filter(({ value }) => value !== '');
}

function privateKeyIn(text: string): string | undefined {
  return /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?-----END [A-Z ]*PRIVATE KEY-----/.exec(text)?.[0];
}

function plain(suffix: string, value: string | null | undefined): SubValue {
  return { suffix, value: value ?? '', secret: false };
}

function secret(suffix: string, value: string | null | undefined): SubValue {
  return { suffix, value: value ?? '', secret: true };
}
