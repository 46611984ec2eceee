/** What the tool tells of one operation: nothing, or its findings in words. */
export type Findings = ReadonlyMap<string, readonly string[]>;

const testCase = /<testcase name="([^"]*)"[^>]*?(?:\/>|>(.*?)<\/testcase>)/gs;
const finding = /<(?:failure|error)\b[^>]*>(.*?)<\/(?:failure|error)>/gs;

/** Reads a report in JUnit's form: operations that were tried, `GET /api/…` and so on, and what was found at each. */
export function readReport(xml: string): Findings {
  return new Map(
    [...xml.matchAll(testCase)].map(([, name = '', content = '']) => [
      unescaped(name),
      [...content.matchAll(finding)].map(([, text = '']) => unescaped(text).trim()),
    ]),
  );
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

function unescaped(text: string): string {
  return text
    .replaceAll(/<!\[CDATA\[(.*?)\]\]>/gs, '$1')
    .replaceAll(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal, hex, name) => {
      if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
      return hex === undefined ? (entities[name] ?? whole) : String.fromCodePoint(Number.parseInt(hex, 16));
    });
}
