import type { Library } from '../file/shared.ts';
import type { Feed, GitCredential, Lifecycle, Phase, Tag, TagSet } from '../model/lab.ts';
import type { VariableSet } from '../model/variables.ts';
import { byName, referenceEntry, said } from './values.ts';
import { templateEntry, variableEntries } from './variables.ts';

type EntryOf<Kind extends keyof Library> = NonNullable<Library[Kind]>[string];

export function lifecycleEntry({ description, phases }: Lifecycle): EntryOf<'lifecycles'> {
  return { ...said({ description }), phases: phases.map(phaseEntry) };
}

function phaseEntry({ name, automatic, manual, minimum, optional }: Phase) {
  return {
    name,
    ...said({ automatic: [...automatic], manual: [...manual], optional }),
    ...(minimum === 0 ? {} : { minimum }),
  };
}

export function gitCredentialEntry({ description, username, password }: GitCredential): EntryOf<'gitCredentials'> {
  return { ...said({ description }), username, password: referenceEntry(password) };
}

export function feedEntry(feed: Feed): EntryOf<'feeds'> {
  const { type, url, apiVersion, registryPath, username, password } = feed;
  return {
    ...(type === 'docker' ? {} : { type }),
    url,
    ...(apiVersion === undefined ? {} : { apiVersion }),
    ...(registryPath === undefined ? {} : { registryPath }),
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password: referenceEntry(password) }),
  };
}

const usualColor = '#333333';

export function tagSetEntry({ description, tags }: TagSet): EntryOf<'tagSets'> {
  return { ...said({ description }), tags: byName(tags, tagEntry) };
}

function tagEntry({ description, color }: Tag) {
  return { ...said({ description }), ...(color.toLowerCase() === usualColor ? {} : { color }) };
}

export function variableSetEntry({ description, variables, templates }: VariableSet): EntryOf<'variableSets'> {
  return said({ description, variables: variableEntries(variables), templates: byName(templates, templateEntry) });
}
