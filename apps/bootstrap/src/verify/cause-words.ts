import type { Cause, Deed } from '@octotrain/lab-apply';

/** Why something is not as the file says, in words of people. */
export function causeWords(cause: Cause): string {
  switch (cause.is) {
    case 'changed':
      return `changed by ${deedWords(cause.by)}`;
    case 'fileChanged':
      return `the file changed since it was last applied, by ${deedWords(cause.applied)}`;
    case 'madeByHand':
      return `made by hand by ${deedWords(cause.by)}, and never applied`;
    case 'deleted':
      return `deleted by ${deedWords(cause.by)}`;
    case 'renamed':
      return `renamed to ${cause.to} by ${deedWords(cause.by)}; apply would make another one`;
    case 'withOwner':
      return `gone with ${cause.owner.kind} ${cause.owner.name}`;
    case 'neverApplied':
      return 'never applied';
    case 'untold':
      return 'the audit log does not tell who did it';
  }
}

/** Who made what the file does not know. */
export function makerWords(cause: Cause): string {
  switch (cause.is) {
    case 'madeByHand':
      return `made by ${deedWords(cause.by)}`;
    case 'fileChanged':
      return `applied by ${deedWords(cause.applied)}, and no longer in the file`;
    default:
      return '';
  }
}

/** Who gave a variable its value that the file does not know. */
export function setterWords(by: Deed): string {
  return `set by ${deedWords(by)}`;
}

/** `Marcus Webb on 2026-11-27 14:02 UTC (Variables of payments-api were changed)` */
function deedWords({ who, at, message }: Deed): string {
  const utc = new Date(at).toISOString();
  return `${who} on ${utc.slice(0, 10)} ${utc.slice(11, 16)} UTC (${message})`;
}
