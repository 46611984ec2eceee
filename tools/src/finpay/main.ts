import { readdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { labJsonSchema } from '@octotrain/lab-config';
import { renderModule } from './render-module.ts';

const labConfig = new URL('../../../packages/lab-config/', import.meta.url);
const finpay = new URL('finpay/', labConfig);
const module = new URL('src/generated/finpay.ts', labConfig);
const schema = new URL('schema/lab.schema.json', labConfig);

process.exitCode = await main(process.argv.slice(2));

/** Writes FinPay's files as a module and the lab file's JSON Schema, or with --check says which committed one differs. */
async function main(args: readonly string[]): Promise<number> {
  const outputs = [
    { file: module, content: renderModule(await readFiles()) },
    { file: schema, content: `${JSON.stringify(labJsonSchema(), null, 2)}\n` },
  ];
  let code = 0;
  for (const { file, content } of outputs) {
    if (!args.includes('--check')) await writeFile(file, content);
    else if (withoutReturns(await readFile(file, 'utf8').catch(() => '')) !== content) {
      console.error(`${fileURLToPath(file)}: differs from what it is made of; run pnpm spec:generate`);
      code = 1;
    }
  }
  return code;
}

async function readFiles(): Promise<{ path: string; text: string }[]> {
  const entries = await readdir(finpay, { recursive: true, withFileTypes: true });
  const root = fileURLToPath(finpay);
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.replaceAll('\\', '/'))
    .map((path) => path.slice(root.replaceAll('\\', '/').length).replace(/^\//, ''))
    .sort();
  return Promise.all(
    paths.map(async (path) => ({ path, text: withoutReturns(await readFile(new URL(path, finpay), 'utf8')) })),
  );
}

/** A checkout on Windows may have turned line ends. */
function withoutReturns(text: string): string {
  return text.replaceAll('\r\n', '\n');
}
