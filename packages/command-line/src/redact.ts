const apiKey = /API-[A-Z0-9]+/g;
const secretName = /(KEY|TOKEN|SECRET|PASSWORD|CREDENTIAL)/i;

/** Replaces every given secret, and whatever looks like an Octopus API key, by `***`. Short secrets are left: they are words. */
export function redact(text: string, secrets: Iterable<string> = []): string {
  const known = [...secrets].filter((secret) => secret.length >= 4).sort((a, b) => b.length - a.length);
  return known.reduce((clean, secret) => clean.replaceAll(secret, '***'), text).replace(apiKey, 'API-***');
}

/** The values of the environment whose names say that they are secret. */
export function secretsIn(env: Readonly<Record<string, string | undefined>>): readonly string[] {
  return Object.entries(env).flatMap(([name, value]) => (value && secretName.test(name) ? [value] : []));
}
