/** The TypeScript module that carries FinPay's files, so that a bundled program has them wherever it runs. */
export function renderModule(files: readonly { readonly path: string; readonly text: string }[]): string {
  const entries = files.map(({ path, text }) => `  ${JSON.stringify(path)}: ${quoted(text)},\n`);
  return `// Made by tools/src/finpay from packages/lab-config/finpay: change the files there, then run pnpm spec:generate.

/** Every file under finpay/, by its path there. */
export const finpayFiles: Readonly<Record<string, string>> = {
${entries.join('')}};
`;
}

/** The text as a template literal, which keeps differences between two versions readable. */
function quoted(text: string): string {
  return `\`${text.replace(/\\|`|\$\{/g, (special) => `\\${special}`)}\``;
}
