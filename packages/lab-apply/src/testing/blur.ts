/** A source of chance that is the same for the same seed. */
function chanceOf(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** Lists whose order says something. */
const ordered: ReadonlySet<string> = new Set(['Steps', 'Actions', 'Phases']);

/** Fields that say one of a few words. */
const words: ReadonlySet<string> = new Set([
  'Condition',
  'StartTrigger',
  'ActionType',
  'TenantedDeploymentMode',
  'MultiTenancyMode',
  'EnvironmentScope',
  'FeedType',
  'ContentType',
  'GrantedSpacePermissions',
  'GrantedSystemPermissions',
  'Octopus.ControlType',
  'Octopus.Action.Script.Syntax',
  'Octopus.Action.Script.ScriptSource',
  'Octopus.Action.RunOnServer',
]);

/** Names that stand for themselves, not for an id. */
const names: ReadonlySet<string> = new Set(['TenantTags', 'Role', 'Octopus.Action.TargetRoles', 'CanonicalTagName']);

/** Lists of things whose names may be spelt in other letters. */
const named: ReadonlySet<string> = new Set(['Variables', 'Steps', 'Actions', 'Templates', 'Tags']);

/** Texts that people write and read. */
const prose: ReadonlySet<string> = new Set([
  'Description',
  'HelpText',
  'Octopus.Action.Script.ScriptBody',
  'Octopus.Action.Manual.Instructions',
]);

/** Fields that a server may as well leave out, or answer with nothing, where there is nothing. */
const optional: ReadonlySet<string> = new Set([
  'Description',
  'HelpText',
  'Prompt',
  'Scope',
  'LifecycleId',
  'Username',
  'Rules',
  'TenantTags',
  'Environments',
  'ExcludedEnvironments',
  'Channels',
  'Packages',
  'GitDependencies',
  'IncludedLibraryVariableSetIds',
  'AutomaticDeploymentTargets',
  'OptionalDeploymentTargets',
  'EnvironmentIds',
  'ProjectIds',
  'ProjectGroupIds',
  'TenantIds',
]);

/**
 * What a server answers, told in another way that means the same: lists and keys in another order, words and tags in
 * other letters, blank fields as null, as nothing or not at all, fields that nobody knows, other line ends.
 */
export function blur(answer: unknown, seed: number): unknown {
  const chance = chanceOf(seed);

  function shuffled<Item>(items: readonly Item[]): Item[] {
    const result = [...items];
    for (let at = result.length - 1; at > 0; at -= 1) {
      const other = chance(at + 1);
      // Both places are in the list.
      [result[at], result[other]] = [result[other] as Item, result[at] as Item];
    }
    return result;
  }

  function recased(text: string): string {
    return [text, text.toLowerCase(), text.toUpperCase()][chance(3)] ?? text;
  }

  function textOf(key: string, text: string): unknown {
    if (words.has(key)) return recased(text);
    if (names.has(key)) return recased(text);
    if (prose.has(key) && chance(2) === 0) return `${text.replaceAll('\n', '\r\n')}\n`;
    if (key === 'FeedUri' && chance(2) === 0) return `${text}/`;
    if (key.endsWith('.TemplateValuesSources') && text !== '') return JSON.stringify(keysShuffled(JSON.parse(text)));
    if (key.endsWith('.ResponsibleTeamIds') || key.endsWith('.TargetRoles')) {
      return shuffled(text.split(',')).join(chance(2) === 0 ? ',' : ', ');
    }
    return text;
  }

  /** Only the keys: the order of such a list says something. */
  function keysShuffled(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(keysShuffled);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(shuffled(Object.entries(value)));
  }

  function isNothing(value: unknown): boolean {
    return value === null || value === '' || (Array.isArray(value) && value.length === 0) || isEmptyObject(value);
  }

  function fieldOf(key: string, value: unknown): [string, unknown][] {
    if (optional.has(key) && isNothing(value)) {
      const asNothing = Array.isArray(value) ? [[], null] : typeof value === 'string' ? ['', null] : [value, null];
      const choice = chance(asNothing.length + 1);
      return choice === asNothing.length ? [] : [[key, asNothing[choice]]];
    }
    return [[key, blurred(key, value)]];
  }

  function blurred(key: string, value: unknown): unknown {
    if (typeof value === 'string') return textOf(key, value);
    if (Array.isArray(value)) {
      const items = value.map((item) => blurred(key, item));
      return ordered.has(key) ? items : shuffled(items);
    }
    if (typeof value !== 'object' || value === null) return value;
    const fields = shuffled(Object.entries(value)).flatMap(([name, field]) => fieldOf(name, field));
    if (named.has(key) && 'Name' in value) {
      const field = fields.find(([name]) => name === 'Name');
      if (field !== undefined) field[1] = recased(String(value.Name));
    }
    const isDocument = 'Id' in value && 'Name' in value;
    if (isDocument) fields.push(['SomethingNew', { Since: '2027.1', Default: true }]);
    if (key === 'Properties') fields.push(['Octopus.Action.SomethingNew', 'False']);
    return Object.fromEntries(fields);
  }

  return blurred('', answer);
}

function isEmptyObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
