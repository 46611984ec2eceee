import { describe, expect, it } from 'vitest';
import { virtualClock } from '../clock/virtual-clock.ts';
import { emptyPkcs12, testCertificate } from '../testing/certificate.ts';
import { newServer, userWith } from '../testing/people.ts';
import { pemOf } from './export.ts';
import { readCertificate } from './read-certificate.ts';

const thumbprint = 'D3F3F47B45FD6F8852840760F0B603ED983998DE';
const data = { HasValue: true, NewValue: testCertificate };

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

const pem = pemOf(Buffer.from(testCertificate, 'base64'));

it.each([
  ['DER', testCertificate, { format: 'Der', hasPrivateKey: false }],
  ['PEM', base64(pem), { format: 'Pem', hasPrivateKey: false }],
  ['PEM with a key', base64(`${pem}-----BEGIN PRIVATE KEY-----\n`), { format: 'Pem', hasPrivateKey: true }],
  ['PKCS#12', emptyPkcs12, { format: 'Pkcs12', hasPrivateKey: true }],
])('a file in %s is read', (_, file, expected) => {
  expect(readCertificate(file)).toMatchObject(expected);
});

it.each([
  ['nothing', ''],
  ['text', base64('no certificate')],
  ['a broken PEM', base64('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n')],
  ['half of DER', testCertificate.slice(0, 100)],
])('%s is no certificate', (_, file) => {
  expect(readCertificate(file)).toBeUndefined();
});

describe('a certificate', () => {
  it('says what is in its file, and never gives the file back', async () => {
    const { admin } = await newServer({ clock: virtualClock(Date.parse('2037-01-01T00:00:00Z')) });
    const made = await admin.post('/api/certificates', { Name: 'Payments', CertificateData: data });

    expect(made.body).toMatchObject({
      CertificateData: { HasValue: true, NewValue: null },
      CertificateDataFormat: 'Der',
      Thumbprint: thumbprint,
      SubjectCommonName: 'payments.finpay.example',
      SubjectOrganization: 'FinPay',
      SubjectDistinguishedName: 'CN=payments.finpay.example, O=FinPay, C=GB',
      SubjectAlternativeNames: ['payments.finpay.example', 'ledger.finpay.example'],
      SelfSigned: true,
      NotAfter: '2036-11-22T03:23:30.000+00:00',
      SerialNumber: '0EEC8AA5674B42DA894DB5233B39B2348D9947CB',
      SignatureAlgorithmName: 'sha256ECDSA',
      Version: 3,
      IsExpired: true,
      Archived: null,
    });
    expect((await admin.post('/api/certificates', { Name: 'x' })).body.Errors).toEqual([
      'A certificate needs its data: CertificateData.NewValue, the file in base64.',
    ]);
  });

  it('is no longer listed once it is archived, until it is taken out again', async () => {
    const { admin } = await newServer();
    const { Id } = (await admin.post('/api/certificates', { Name: 'Payments', CertificateData: data })).body;

    await admin.post(`/api/certificates/${Id}/archive`, {});

    expect((await admin.get('/api/certificates')).body.Items).toEqual([]);
    expect((await admin.get('/api/certificates?archived=true')).body.Items).toHaveLength(1);
    await admin.post(`/api/certificates/${Id}/unarchive`, {});
    expect((await admin.get('/api/certificates')).body.Items).toHaveLength(1);
    expect((await admin.post(`/api/certificates/${Id}/unarchive`, {})).body.Errors).toEqual([
      "The certificate 'Payments' is not archived.",
    ]);
  });

  it('is not deleted while a variable names it', async () => {
    const { admin } = await newServer();
    const { Id } = (await admin.post('/api/certificates', { Name: 'Payments', CertificateData: data })).body;
    const set = (await admin.post('/api/libraryvariablesets', { Name: 'Shared' })).body;
    const variables = `/api/variables/${set.VariableSetId}`;
    await admin.put(variables, { Version: 0, Variables: [{ Name: 'Tls', Type: 'Certificate', Value: Id }] });

    const refused = await admin.remove(`/api/certificates/${Id}`);
    await admin.put(variables, { Version: 1, Variables: [] });

    expect(refused.body.Errors).toEqual([
      "The certificate 'Payments' cannot be deleted: a variable of 'Shared' uses it.",
    ]);
    expect((await admin.remove(`/api/certificates/${Id}`)).status).toBe(200);
  });

  it('that is replaced gives its id to the new one, and is kept in the archive', async () => {
    const { admin } = await newServer();
    const first = (await admin.post('/api/certificates', { Name: 'Payments', CertificateData: data })).body;

    const old = await admin.post(`/api/certificates/${first.Id}/replace`, {
      CertificateData: emptyPkcs12,
      Password: 'p',
    });

    expect(old.body).toMatchObject({ Name: 'Payments', Thumbprint: thumbprint, ReplacedBy: first.Id });
    expect((await admin.get(`/api/certificates/${first.Id}`)).body).toMatchObject({
      CertificateDataFormat: 'Pkcs12',
      Password: { HasValue: true, NewValue: null },
      ReplacedBy: null,
    });
    expect((await admin.post(`/api/certificates/${old.body.Id}/unarchive`, {})).body.Errors).toEqual([
      "The certificate 'Payments' was replaced by another.",
    ]);
  });

  it('is exported, with its key only to those who may have that', async () => {
    const server = await newServer();
    const { admin, emulator } = server;
    const bare = (await admin.post('/api/certificates', { Name: 'Bare', CertificateData: data })).body;
    const full = { HasValue: true, NewValue: emptyPkcs12 };
    const keyed = (await admin.post('/api/certificates', { Name: 'Keyed', CertificateData: full })).body;
    const viewer = await userWith(server, { username: 'viewer', space: ['CertificateView'] });

    const headers = { 'X-Octopus-ApiKey': emulator.administratorKey };
    const url = `http://octopus/api/certificates/${bare.Id}/export?format=Pem`;

    expect(await (await emulator.fetch(new Request(url, { headers }))).text()).toBe(pem);
    expect((await viewer.get(`/api/certificates/${keyed.Id}/export`)).status).toBe(403);
  });
});
