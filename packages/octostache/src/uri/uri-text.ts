/** Escapes what may not stand in a URI; what is escaped already stays. Half characters become U+FFFD. */
export function escaped(text: string): string {
  return text.replaceAll(/%(?![0-9a-f]{2})|[^\w\-.~:/?#[\]@!$&'()*+,;=%]+/gi, (part) =>
    encodeURIComponent(part.replaceAll(/\p{Surrogate}/gu, '\ufffd')),
  );
}

/** Takes escapes out; those that are no UTF-8 stay. */
export function unescaped(text: string): string {
  return text.replaceAll(/(?:%[0-9a-f]{2}){1,1000}/gi, (part) => {
    try {
      return decodeURIComponent(part);
    } catch (error) {
      if (error instanceof URIError) return part;
      throw error;
    }
  });
}

/** A path with slashes, without `.` and `..`; never empty. */
export function cleanPath(path: string): string {
  const kept: string[] = [];
  const parts = path.replaceAll('\\', '/').split('/').slice(1);
  for (const [at, part] of parts.entries()) {
    if (part === '..') kept.pop();
    else if (part !== '.') kept.push(part);
    if (/^\.\.?$/.test(part) && at === parts.length - 1) kept.push('');
  }
  return `/${kept.join('/')}`;
}
