import { fridayMorning } from '@octotrain/lab-config';

/** The lines that the other programs read, each `NAME=value`. */
export function environmentLines(options: {
  url: string;
  apiKey: string;
  kubeconfigs: readonly string[];
  /** What stands between paths: of this system. */
  delimiter: string;
}): string {
  const { url, apiKey, kubeconfigs, delimiter } = options;
  return `OCTOPUS_URL=${url}\nOCTOPUS_API_KEY=${apiKey}\nKUBECONFIG=${kubeconfigs.join(delimiter)}\n`;
}

/** What somebody who has just brought the lab up can do next. `environment` is the file with the lines above, as a path from where they stand. */
export function whatToTry(environment: string): string {
  const standing = fridayMorning.releases.map(({ project, version }) => `${project} ${version}`).join(', ');
  return `It is Friday morning: ${standing}.

Let the programs find it, in this shell:
  set -a; . ${environment}; set +a

Then, for instance:
  pnpm train plan trains/friday.yaml            what the train would do
  pnpm train trains/friday.yaml --ask          run it, and answer for the Risk Team
  kubectl --context kind-finpay-prod get pods -A
  pnpm bootstrap verify                         does the server still match the lab file?
  pnpm lab status
  pnpm lab down                                 leaves nothing behind
`;
}
