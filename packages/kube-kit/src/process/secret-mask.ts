const mask = '********';

/**
 * A function that leaves no secret in a text: neither as it is nor as JSON, base64 or a URL would write it. Of a secret
 * of several lines each line is one, since output is heard line by line. Empty secrets are none.
 */
export function secretMask(secrets: readonly string[]): (text: string) => string {
  const forms = new Set(secrets.flatMap(formsOf).filter((form) => form !== ''));
  // The longest first: a secret may begin with another.
  const ordered = [...forms].sort((one, other) => other.length - one.length);
  if (ordered.length === 0) return (text) => text;
  const any = new RegExp(ordered.map((form) => form.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'), 'g');
  return (text) => text.replace(any, mask);
}

function formsOf(secret: string): string[] {
  const lines = secret.split(/\r?\n/).filter((line) => line.trim() !== '');
  const json = JSON.stringify(secret).slice(1, -1);
  return [secret, ...lines, json, Buffer.from(secret).toString('base64'), urlForm(secret)];
}

/** A lone surrogate cannot stand in a URL. */
function urlForm(secret: string): string {
  return /\p{Surrogate}/u.test(secret) ? '' : encodeURIComponent(secret);
}
