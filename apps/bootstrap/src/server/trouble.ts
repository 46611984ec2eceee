import { exitCodes } from '@octotrain/command-line';
import {
  OctopusAuthError,
  OctopusError,
  OctopusPermissionError,
  OctopusUnreachableError,
} from '@octotrain/octopus-client';
import type { Refusal } from './outcome.ts';

/** What an error of the server means for people and for the shell; undefined for what is not the server's. */
export function troubleOf(error: unknown): Refusal | undefined {
  if (!(error instanceof OctopusError)) return undefined;
  const said = error.errorMessage ?? error.message;
  const lines = [
    said,
    ...error.errors.filter((one) => one !== said),
    ...(error.hint === undefined ? [] : [error.hint]),
  ];
  if (error instanceof OctopusAuthError) {
    return {
      text: `the server does not accept the key in OCTOPUS_API_KEY: ${lines.join('\n')}`,
      exit: exitCodes.notPermitted,
    };
  }
  if (error instanceof OctopusPermissionError) {
    return {
      text: `the key's owner may not do this (${error.operation}): ${lines.join('\n')}`,
      exit: exitCodes.notPermitted,
    };
  }
  if (error instanceof OctopusUnreachableError) {
    return { text: [error.message, error.hint].filter(Boolean).join('\n'), exit: exitCodes.unreachable };
  }
  return { text: `${error.operation} failed: ${lines.join('\n')}`, exit: exitCodes.failed };
}
