import { upgrade } from '@scalar/openapi-upgrader';
import { parse } from 'yaml';
import { brokenReference } from './broken-reference.ts';
import type { ApiDocument } from './document.ts';

/** Reads a description of an API: Swagger 2.0 or OpenAPI 3 as JSON or YAML. What is wrong is said in one line. */
export function readDocument(text: string): ApiDocument | { readonly problem: string } {
  const value = parsed(text);
  if (typeof value !== 'object' || value === null)
    return { problem: 'is no description of an API: it is not JSON or YAML' };
  const { swagger, openapi, paths }: { swagger?: unknown; openapi?: unknown; paths?: unknown } = value;
  const version = String(swagger ?? openapi ?? '');
  if (version === '') return { problem: 'is no description of an API: it says neither swagger nor openapi' };
  if (!/^(2\.0|3\.[01](\.\d+)?)$/.test(version)) {
    return { problem: `is written in version ${version}; 2.0, 3.0 and 3.1 are understood` };
  }
  if (typeof paths !== 'object' || paths === null) return { problem: 'is no description of an API: it has no paths' };
  const broken = brokenReference(value);
  if (broken !== undefined) return { problem: `refers to ${broken}, which it does not have` };
  // The converter declares its result under types of its own.
  return upgrade({ ...value }, '3.1') as unknown as ApiDocument;
}

function parsed(text: string): unknown {
  try {
    // A document of JSON is read faster by its own parser, and most are.
    return text.trimStart().startsWith('{') ? JSON.parse(text) : parse(text);
  } catch {
    return undefined;
  }
}
