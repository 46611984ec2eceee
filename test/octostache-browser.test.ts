import { fileURLToPath } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import { evaluate, evaluateCondition } from '@octotrain/octostache';
import { build } from 'esbuild';
import { beforeAll, expect, it } from 'vitest';

/** A world that has the language, of a browser what the package asks for, and nothing of Node. */
const bare = createContext({ TextEncoder, TextDecoder, atob, btoa });

beforeAll(async () => {
  const { outputFiles } = await build({
    stdin: {
      contents: "export * from '@octotrain/octostache';",
      resolveDir: fileURLToPath(new URL('.', import.meta.url)),
    },
    bundle: true,
    write: false,
    // A module of Node's own would fail this build.
    platform: 'browser',
    format: 'iife',
    globalName: 'octostache',
    conditions: ['source'],
    logLevel: 'silent',
  });
  runInContext(outputFiles[0]?.text ?? '', bare);
});

const variables = {
  Name: 'Å b & <c>',
  Url: 'https://user@example.com:8080/a/b?c=d#e',
  Version: '1.2.3-beta.4+build',
  Json: '{"A": [1, {"B": "#{Name}"}], "C": {"D": null}}',
  Number: '1234.5',
  Base64: 'w4UgYg==',
  Text: '# Title\n\n*a* | <https://example.com>\n',
  'Step[One].State': 'Done',
  'Step[Two].State': 'Failed',
  Loop: '#{Loop}',
};

const clock = { now: () => Date.UTC(2030, 4, 22, 9, 5), utcOffsetMinutes: () => 120 };

const templates = [
  '#{Name | ToUpper | Append "!" | ToBase64}',
  '#{Base64 | FromBase64}#{Name | ToBase64 unicode}',
  '#{Url | UriPart Host} #{Url | UriPart Query} #{Name | UriEscape} #{Name | UriDataEscape}',
  '#{Name | HtmlEscape}#{Name | JsonEscape}#{Name | YamlSingleQuoteEscape}#{Name | XmlEscape}',
  '#{Name | Md5} #{Name | Sha1} #{Name | Sha256} #{Name | Sha384} #{Name | Sha512 4}',
  '#{Text | Markdown}',
  '#{Version | VersionMajor}.#{Version | VersionPreRelease} #{Version | VersionMetadata}',
  '#{Number | Format N2} #{Number | Format C} #{Number | Format "000,0.0"}',
  '#{ | NowDate "dddd, dd MMM yyyy HH:mm"} #{ | NowDateUtc | AddDays 10}',
  '#{Name | Replace "\\p{L}" "x"}#{Name | Match "^.\\s"}#{Name | Substring 0 3 | Trim | Truncate 2}',
  '#{Json.A[1].B} #{each a in Json.A}#{a}#{Octopus.Template.Each.Last};#{/each}',
  '#{each step in Step}#{if step.State == "Done"}#{step}#{else}-#{/if}#{/each}#{calc Number * 2}',
  '#{Missing} #{Loop}',
  '#{if',
];

it.each(templates)('without Node %s gives the same', (template) => {
  const run = `JSON.stringify([
    octostache.evaluate(asked),
    octostache.evaluateCondition(asked).holds,
  ])`;
  Object.assign(bare, { asked: { template, variables, clock } });

  expect(runInContext(run, bare)).toBe(
    JSON.stringify([evaluate({ template, variables, clock }), evaluateCondition({ template, variables, clock }).holds]),
  );
});

it('that world has nothing of Node', () => {
  const names = ['process', 'Buffer', 'require', 'setTimeout', 'setImmediate', 'URL', 'fetch'];

  expect(names.filter((name) => runInContext(`typeof ${name}`, bare) !== 'undefined')).toEqual([]);
});
