/** A self-signed certificate in DER, as base64: payments.finpay.example, valid from 25 November 2026 to 22 November 2036. */
export const testCertificate = [
  'MIICEjCCAbigAwIBAgIUDuyKpWdLQtqJTbUjOzmyNI2ZR8swCgYIKoZIzj0EAwIwQDELMAkGA1UEBhMCR0IxDzANBgNVBAoMBkZpblBheTEgMB',
  '4GA1UEAwwXcGF5bWVudHMuZmlucGF5LmV4YW1wbGUwHhcNMjYxMTI1MDMyMzMwWhcNMzYxMTIyMDMyMzMwWjBAMQswCQYDVQQGEwJHQjEPMA0G',
  'A1UECgwGRmluUGF5MSAwHgYDVQQDDBdwYXltZW50cy5maW5wYXkuZXhhbXBsZTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABKL6TcrEIsMIB8',
  '9LJfb4H6zrEubo1xnMqrWLVsgb+JZSdXsJ9xFYma3RpibBzzbclbl4mEJECwU8SjuQofhwEqGjgY8wgYwwHQYDVR0OBBYEFF1xO6EzUsst+y5p',
  'YyqzykKNmuxHMB8GA1UdIwQYMBaAFF1xO6EzUsst+y5pYyqzykKNmuxHMA8GA1UdEwEB/wQFMAMBAf8wOQYDVR0RBDIwMIIXcGF5bWVudHMuZm',
  'lucGF5LmV4YW1wbGWCFWxlZGdlci5maW5wYXkuZXhhbXBsZTAKBggqhkjOPQQDAgNIADBFAiEAt/Ry75M/PMuKLBSFa7j7MXdEg9oN721VSqTU',
  'BMSDM2YCIHkTtNA/MpTEwL8+P0NZlKAC8ychlr0jn1iHxjVtggXf',
].join('');

/** The outer form of an empty PKCS#12 file, as base64. */
export const emptyPkcs12 = Buffer.from('3012020103300d06092a864886f70d010701a000', 'hex').toString('base64');
