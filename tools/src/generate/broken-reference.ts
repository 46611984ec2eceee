/** The first reference inside a document that leads to nothing. */
export function brokenReference(document: object): string | undefined {
  const waiting: unknown[] = [document];
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    for (const [key, inner] of Object.entries(Object(value))) {
      if (key === '$ref' && typeof inner === 'string' && inner.startsWith('#/') && !leads(document, inner))
        return inner;
      if (typeof inner === 'object' && inner !== null) waiting.push(inner);
    }
  }
  return undefined;
}

function leads(document: object, ref: string): boolean {
  const steps = ref.slice(2).split('/').map(decodeStep);
  return steps.reduce<unknown>((at, step) => Object(at)[step], document) !== undefined;
}

function decodeStep(step: string): string {
  const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
