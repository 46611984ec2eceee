import { createRedact, type Redact } from './redact.ts';

/** What a client knows that nobody else may see. */
export interface SecretKeeper {
  readonly redact: Redact;
  /** Hides one more from now on. */
  hide(secret: string): void;
  /** Hides these as well, for one text. */
  redactWith(more: readonly string[]): Redact;
}

/** Tokens come and go; those that were replaced long ago are of no use to anyone. */
const mostKept = 50;

export function createSecretKeeper(): SecretKeeper {
  let secrets: readonly string[] = [];
  let redact = createRedact(secrets);
  return {
    redact: (text) => redact(text),
    hide(secret) {
      if (secret === '' || secrets.includes(secret)) return;
      secrets = [...secrets, secret].slice(-mostKept);
      redact = createRedact(secrets);
    },
    redactWith: (more) => (more.length === 0 ? redact : createRedact([...secrets, ...more])),
  };
}
