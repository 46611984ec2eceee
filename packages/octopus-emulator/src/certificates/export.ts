import { ok, type Reply, type RouteContext } from '../http/api.ts';
import { badRequest, HttpProblem } from '../http/problem.ts';
import { scopesOf } from '../resource/find.ts';
import { readCertificate } from './read-certificate.ts';
import { certificates } from './resource.ts';
import type { CertificateDocument } from './state.ts';

const formats = ['Original', 'Pem', 'Der', 'Pkcs12'] as const;

/**
 * `GET …/export`: the file as it was uploaded, or the certificate alone as PEM or DER. The file holds the key too, which asks for
 * one more permission. [docs for the permission]
 */
export function exportCertificate(context: RouteContext, certificate: CertificateDocument): Reply {
  const asked = context.query.text('format') ?? 'Original';
  const format = formats.find((candidate) => candidate.toLowerCase() === asked.toLowerCase());
  if (format === undefined) throw badRequest([`A certificate is exported as ${formats.join(', ')}, not '${asked}'.`]);
  const base64 = certificate.CertificateData.NewValue ?? '';
  const whole = format === 'Original' || format === certificate.CertificateDataFormat;
  if (whole) {
    if (certificate.HasPrivateKey) requireKeyPermission(context, certificate);
    return ok(new Uint8Array(Buffer.from(base64, 'base64')));
  }
  const der = readCertificate(base64)?.der;
  if (der === undefined || format === 'Pkcs12') {
    throw new HttpProblem(501, `The emulator does not turn ${certificate.CertificateDataFormat} into ${format}.`);
  }
  return ok(format === 'Der' ? new Uint8Array(der) : pemOf(der));
}

/** A certificate as PEM text. */
export function pemOf(der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

function requireKeyPermission({ caller, space }: RouteContext, certificate: CertificateDocument): void {
  for (const scope of scopesOf(certificates, space.Id, certificate, certificate.Id)) {
    caller.requirePermission('CertificateExportPrivateKey', scope);
  }
}
