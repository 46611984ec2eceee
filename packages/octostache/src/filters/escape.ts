import { type Filter, plain } from './filter.ts';

const xml: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };
const html: Readonly<Record<string, string>> = { ...xml, '/': '&#x2F;' };
const json: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\r': '\\r', '\n': '\\n', '\t': '\\t' };
const javaProperties: Readonly<Record<string, string>> = { '\\': '\\\\', '\r': '\\r', '\n': '\\n', '\t': '\\t' };

/** Filters that make a text safe to stand inside another language [octostache]. */
export const escapeFilters: Readonly<Record<string, Filter>> = {
  HtmlEscape: plain((input) => replaceEach(input, html)),
  XmlEscape: plain((input) => replaceEach(input, xml)),
  JsonEscape: plain((input) => replaceEach(input, json)),
  YamlSingleQuoteEscape: plain((input) => oneMoreBreak(input.replaceAll("'", "''"))),
  YamlDoubleQuoteEscape: plain((input) => unicodeEscaped(replaceEach(input, json), /[^\x20-\x7e]/g)),
  PropertiesKeyEscape: plain((input) => javaEscaped(input).replaceAll(/[ :=]/g, (character) => `\\${character}`)),
  PropertiesValueEscape: plain((input) => javaEscaped(input).replace(/^ /, '\\ ')),
  UriEscape: plain((input) => encodeURI(wellFormed(input)).replaceAll('%5B', '[').replaceAll('%5D', ']')),
  UriDataEscape: plain((input) =>
    encodeURIComponent(wellFormed(input)).replaceAll(
      /[!'()*]/g,
      (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
    ),
  ),
};

/** In single quotes YAML folds line breaks: each run of them gets one more. */
function oneMoreBreak(text: string): string {
  return text.replaceAll(/(\r\n|\n|\r)(?![\r\n])/g, '$1$1');
}

function javaEscaped(input: string): string {
  return unicodeEscaped(replaceEach(input, javaProperties), /[^\x20-\x7e\xa0-\xff]/g);
}

function replaceEach(input: string, replacements: Readonly<Record<string, string>>): string {
  return input.replaceAll(/[&<>"'/\\\r\n\t]/g, (character) => replacements[character] ?? character);
}

function unicodeEscaped(input: string, characters: RegExp): string {
  return input.replaceAll(characters, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Half characters cannot be encoded: they become the replacement character. */
function wellFormed(input: string): string {
  return input.replaceAll(/\p{Surrogate}/gu, '\ufffd');
}
