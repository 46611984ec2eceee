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

/** What somebody who has just brought the lab up can do next. Both files are given as paths from where they stand: the lines above, and the keys of all people. */
export function whatToTry({ environment, keys }: { environment: string; keys: string }): string {
  const standing = fridayMorning.releases.map(({ project, version }) => `${project} ${version}`).join(', ');
  return `It is Friday morning: ${standing}.

Let the programs find it, in this shell; people act with keys of their own:
  set -a; . ${environment}; set +a
  key() { node -p 'JSON.parse(fs.readFileSync("${keys}", "utf8"))[process.argv[1]]' "$1"; }

The train, asked for by one, run by its account, approved by another (in a second terminal while it waits):
  OCTOPUS_API_KEY=$(key friday-train) pnpm train trains/friday.yaml --requested-by nina.okafor
  OCTOPUS_API_KEY=$(key marcus.webb) pnpm train approve --notes "looks good"
  OCTOPUS_API_KEY=$(key friday-train) pnpm train resume

And:
  kubectl --context kind-finpay-prod get pods -A
  pnpm bootstrap verify   does the server still match the lab file?
  pnpm lab status
  pnpm lab down           leaves nothing behind
`;
}
