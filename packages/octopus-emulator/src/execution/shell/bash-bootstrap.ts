/** What a script is given. */
interface Bootstrap {
  /** Variables of the run, by name. */
  readonly variables: Iterable<readonly [name: string, value: string]>;
  /** Path of the script, as bash shall read it. */
  readonly script: string;
  /** As they stand behind a command in bash. */
  readonly parameters: string;
}

/**
 * The text that bash runs in place of a script: it gives the functions that scripts have in Octopus, and then reads the
 * script. The values of all variables stand in it, so it must be readable by nobody else. [client for functions and messages]
 */
export function bashBootstrap({ variables, script, parameters }: Bootstrap): string {
  const known = [...variables].map(([name, value]) => [quoted(name), quoted(value)] as const);
  return [
    ...functions,
    'get_octopusvariable() {',
    '  case "$1" in',
    ...known.map(([name, value]) => `    ${name}) printf '%s' ${value} ;;`),
    '    *) echo "" ;;',
    '  esac',
    '}',
    'if ((BASH_VERSINFO[0] > 4 || (BASH_VERSINFO[0] == 4 && BASH_VERSINFO[1] > 2))); then',
    '  declare -gA octopus_parameters=()',
    ...known.map(([name, value]) => `  octopus_parameters[${name}]=${value}`),
    'fi',
    `. ${quoted(script)}${parameters === '' ? '' : ` ${parameters}`}`,
    '',
  ].join('\n');
}

/** A text as one word of bash, whatever is in it. Nothing that bash reads can hold a zero. */
function quoted(text: string): string {
  return `'${text.replaceAll('\0', '').replaceAll("'", "'\\''")}'`;
}

const functions = [
  String.raw`
encode_servicemessagevalue() { printf '%s' "$1" | base64 | tr -d '\r\n'; }
decode_servicemessagevalue() { printf '%s' "$1" | base64 -d; }

__octopus_as() {
  echo "##octopus[stdout-$1]"
  shift
  echo "$*"
  echo "##octopus[stdout-default]"
}
write_verbose() { __octopus_as verbose "$@"; }
write_highlight() { __octopus_as highlight "$@"; }
write_wait() { __octopus_as wait "$@"; }
write_warning() { __octopus_as warning "$@"; }
write_error() { __octopus_as error "$@"; }

fail_step() {
  if [ -n "$${'{1:-}'}" ]; then
    echo "##octopus[resultMessage message='$(encode_servicemessagevalue "$1")']"
  fi
  exit 1
}

set_octopusvariable() {
  local message="##octopus[setVariable name='$(encode_servicemessagevalue "$${'{1:-}'}")' value='$(encode_servicemessagevalue "$${'{2:-}'}")'"
  if [ "$${'{3:-}'}" = "-sensitive" ]; then
    message="$message sensitive='$(encode_servicemessagevalue True)'"
  fi
  echo "$message]"
}

new_octopusartifact() {
  local path="$1" name="$${'{2:-}'}"
  if [ ! -e "$path" ]; then
    echo "The artifact $path does not exist." >&2
    exit 1
  fi
  if [ -z "$name" ]; then name="$${'{path##*/}'}"; fi
  case "$path" in
    /* | [A-Za-z]:*) ;;
    *) path="$(pwd -W 2>/dev/null || pwd)/$path" ;;
  esac
  local length
  length="$(wc -c < "$path" | tr -d ' ')"
  echo "##octopus[stdout-verbose]"
  echo "Artifact $name will be collected from $path after this step completes"
  echo "##octopus[stdout-default]"
  echo "##octopus[createArtifact path='$(encode_servicemessagevalue "$path")' name='$(encode_servicemessagevalue "$name")' length='$(encode_servicemessagevalue "$length")']"
}

update_progress() {
  echo "##octopus[progress percentage='$(encode_servicemessagevalue "$1")' message='$(encode_servicemessagevalue "$${'{2:-}'}")']"
}

report_kubernetes_manifest() {
  echo "##octopus[k8s-manifest-applied manifest='$(encode_servicemessagevalue "$1")' ns='$(encode_servicemessagevalue "$${'{2:-}'}")']"
}
report_kubernetes_manifest_file() {
  report_kubernetes_manifest "$(cat "$1")" "$${'{2:-}'}"
}

remove-octopustarget() {
  echo "##octopus[delete-target machine='$(encode_servicemessagevalue "$1")']"
}
`.trim(),
];
