import { type Document, isMap, isSeq, parseDocument, type YAMLMap } from 'yaml';
import type { KubeResult } from '../result.ts';

const lists = ['clusters', 'users', 'contexts'] as const;
const insides = { clusters: 'cluster', users: 'user', contexts: 'context' } as const;
const extensionName = 'octotrain';

/**
 * The text of a kubeconfig with the entries of another one in it, each marked with its owner. Comments and other entries
 * stay; the current context is set only where there was none. Refuses to replace entries of others.
 */
export function withContext(text: string, { from, owner }: { from: string; owner: string }): KubeResult<string> {
  const parsed = documentOf(text);
  if (!parsed.ok) return parsed;
  const document = parsed.value;
  const own = parseDocument(from);
  for (const list of lists) {
    for (const entry of entriesOf(own, list)) {
      const name = String(entry.get('name'));
      const there = entriesOf(document, list).find((one) => one.get('name') === name);
      if (there !== undefined && ownerOf(there, list) !== owner) return foreign(name, list);
      removeEntry(document, list, (one) => one === there);
      entry.setIn([insides[list], 'extensions'], own.createNode([{ name: extensionName, extension: { owner } }]));
      addEntry(document, list, entry);
    }
  }
  if (!document.get('current-context')) document.set('current-context', own.get('current-context'));
  return { ok: true, value: document.toString({ lineWidth: 0 }) };
}

/** The text of a kubeconfig without the entries of an owner; the very text when there are none. */
export function withoutContext(text: string, owner: string): KubeResult<string> {
  const parsed = documentOf(text);
  if (!parsed.ok) return parsed;
  const document = parsed.value;
  const contexts = entriesOf(document, 'contexts').filter((entry) => ownerOf(entry, 'contexts') === owner);
  let removed = 0;
  for (const list of lists) removed += removeEntry(document, list, (entry) => ownerOf(entry, list) === owner);
  if (removed === 0) return { ok: true, value: text };
  if (contexts.some((entry) => entry.get('name') === document.get('current-context')))
    document.set('current-context', '');
  return { ok: true, value: document.toString({ lineWidth: 0 }) };
}

function documentOf(text: string): KubeResult<Document> {
  const document = parseDocument(text.trim() === '' ? 'apiVersion: v1\nkind: Config\n' : text);
  if (document.errors.length === 0 && isMap(document.contents)) return { ok: true, value: document };
  const message = document.errors[0]?.message.split('\n', 1)[0] ?? 'it is no kubeconfig';
  return { ok: false, problem: { code: 'kubeconfig-invalid', message, hint: 'mend it, or leave it out' } };
}

function entriesOf(document: Document, list: (typeof lists)[number]): readonly YAMLMap[] {
  const entries = document.get(list);
  return isSeq(entries) ? entries.items.filter((entry) => isMap(entry)) : [];
}

function removeEntry(document: Document, list: (typeof lists)[number], isIt: (entry: unknown) => boolean): number {
  const entries = document.get(list);
  if (!isSeq(entries)) return 0;
  const before = entries.items.length;
  entries.items = entries.items.filter((entry) => !isIt(entry));
  return before - entries.items.length;
}

function addEntry(document: Document, list: (typeof lists)[number], entry: YAMLMap): void {
  const entries = document.get(list);
  // `clusters: null` and `clusters: []` are what kubectl writes for none.
  if (isSeq(entries) && entries.items.length > 0) entries.add(entry);
  else document.set(list, document.createNode([entry]));
}

function ownerOf(entry: unknown, list: (typeof lists)[number]): string | undefined {
  if (!isMap(entry)) return undefined;
  const extensions = entry.getIn([insides[list], 'extensions']);
  if (!isSeq(extensions)) return undefined;
  const own = extensions.items.find((one) => isMap(one) && one.get('name') === extensionName);
  const owner = isMap(own) ? own.getIn(['extension', 'owner']) : undefined;
  return typeof owner === 'string' ? owner : undefined;
}

function foreign(name: string, list: (typeof lists)[number]): KubeResult<never> {
  const message = `has a ${insides[list]} ${name} already, which is not this cluster's`;
  const hint = 'rename or remove it, or use the kubeconfig of the cluster itself';
  return { ok: false, problem: { code: 'kubeconfig-invalid', message, hint } };
}
