import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import process from 'node:process';
import { generate } from './generate.ts';

// A package manager runs scripts in the package's folder and says where it was called.
const calledIn = process.env.INIT_CWD ?? process.cwd();

process.exitCode = await generate(process.argv.slice(2), {
  env: process.env,
  fetch,
  readFile: (path) => readFile(resolve(calledIn, path), 'utf8'),
  writeFile: (path, text) => writeFile(resolve(calledIn, path), text),
  write: (text) => process.stdout.write(text),
  tell: (line) => console.error(line),
});
