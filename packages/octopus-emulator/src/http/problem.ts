/** A refusal, answered in the server's error form `{ ErrorMessage, Errors }`. Thrown by rules and handlers. */
export class HttpProblem extends Error {
  readonly status: number;
  readonly errors: readonly string[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    message: string,
    options: { errors?: readonly string[]; headers?: Record<string, string> } = {},
  ) {
    super(message);
    this.name = 'HttpProblem';
    this.status = status;
    this.errors = options.errors ?? [message];
    this.headers = options.headers ?? {};
  }
}

/** 400 with every broken rule at once. [guess for the sentence] */
export function badRequest(errors: readonly string[]): HttpProblem {
  return new HttpProblem(400, 'There was a problem with your request.', { errors });
}

/** Throws a 400 when there is any problem. */
export function refuseIfAny(problems: readonly string[]): void {
  if (problems.length > 0) throw badRequest(problems);
}

/** 404 for a document that is not there, or not for this caller. */
export function notFound(kind: string, id: string): HttpProblem {
  return new HttpProblem(404, `The ${kind} '${id}' was not found.`);
}

/** 409: the document changed since it was read. */
export function conflict(message: string): HttpProblem {
  return new HttpProblem(409, message);
}
