import type { HeadersOptions, ParseAs, ParseAsResponse } from 'openapi-fetch';
import type { paths } from '../generated/octopus.ts';

// openapi-fetch has types for this too. They rebuild every answer property by property (for markers that our types do not have)
// and so take an id apart into the methods of a string.

export type Verb = 'get' | 'put' | 'post' | 'delete';

/** Paths that know a method. */
export type PathWith<Method extends Verb> = {
  [Path in keyof paths]: paths[Path] extends Record<Method, object> ? Path : never;
}[keyof paths];

/** Parameters, body and options of a call. */
export type CallInit<Path extends keyof paths, Method extends Verb> = ParamsOf<paths[Path][Method]> &
  BodyOf<paths[Path][Method]> &
  CallOptions;

/** What a call answers when it succeeds; undefined where the server says nothing. */
export type DataOf<Path extends keyof paths, Method extends Verb, Init> = ParseAsResponse<
  SuccessOf<paths[Path][Method]>,
  Init
>;

/** Parameters of an operation: optional when none of them is needed. */
type ParamsOf<Operation> = Operation extends { parameters: infer Params }
  ? Record<never, never> extends Params
    ? { params?: Params }
    : { params: Params }
  : { params?: never };

type BodyOf<Operation> = Operation extends { requestBody: { content: infer Content } }
  ? { body: Content[keyof Content] }
  : Operation extends { requestBody?: { content: infer Content } }
    ? { body?: Content[keyof Content] }
    : { body?: never };

interface CallOptions extends Omit<RequestInit, 'body' | 'headers'> {
  parseAs?: ParseAs;
  headers?: HeadersOptions;
}

type SuccessStatus = 200 | 201 | 202 | 204;

type SuccessOf<Operation> = Operation extends { responses: infer Responses }
  ? { [Status in keyof Responses & SuccessStatus]: ContentOf<Responses[Status]> }[keyof Responses & SuccessStatus]
  : never;

type ContentOf<Response> = Response extends { content: infer Content } ? Content[keyof Content] : undefined;
