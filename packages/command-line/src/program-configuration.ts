import type { PartialApplicationConfiguration } from '@stricli/core';

/** How all our programs read and document their command line: flags in kebab-case, `--` ends them, `--version`. */
export function programConfiguration({
  name,
  version,
}: {
  name: string;
  version: string;
}): PartialApplicationConfiguration {
  return {
    name,
    versionInfo: { currentVersion: version },
    scanner: { caseStyle: 'allow-kebab-for-camel', allowArgumentEscapeSequence: true },
    documentation: { caseStyle: 'convert-camel-to-kebab', disableAnsiColor: true },
  };
}
