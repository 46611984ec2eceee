import { jsonText } from './json-text.ts';

/** An answer whose text is known. A `Response` costs more than most answers do: it is made of one only for those who want it. */
export interface TextAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** An answer on its way out. */
export type Answer = Response | TextAnswer;

export function jsonAnswer(status: number, body: unknown): TextAnswer {
  return { status, headers: { 'content-type': 'application/json' }, text: jsonText(body) };
}

/** The same answer with one header more. */
export function withHeader(answer: Answer, name: string, value: string): Answer {
  if (!(answer instanceof Response)) return { ...answer, headers: { ...answer.headers, [name]: value } };
  answer.headers.set(name, value);
  return answer;
}

export function asResponse(answer: Answer): Response {
  if (answer instanceof Response) return answer;
  return new Response(answer.text, { status: answer.status, headers: answer.headers });
}
