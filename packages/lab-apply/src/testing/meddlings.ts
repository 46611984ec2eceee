import type { Address } from '../kinds/item.ts';
import type { ItemKind } from '../kinds/waves.ts';

type Document = Readonly<Record<string, unknown>>;

/** How people meddle with a thing of the lab of every kind. */
interface Meddling extends Omit<Address, 'kind'> {
  /** The document as somebody leaves it; absent where it takes more than a write. */
  readonly changed?: (document: Document) => Document;
  /** What differs then. */
  readonly field: string;
  /** What tells a copy from the original; absent for what comes into being with its owner. */
  readonly beside?: Document;
}

const space = 'Shop';
const described = {
  field: 'description',
  changed: (document: Document) => ({ ...document, Description: 'by hand' }),
};
const beside = { Name: 'Extra' };

/** A document with a text of its JSON replaced. */
function retold(document: Document, before: string, after: string): Document {
  const text = JSON.stringify(document);
  if (!text.includes(before)) throw new Error(`${before} is not in ${text}`);
  // Still a document: only a value is another one.
  return JSON.parse(text.replaceAll(before, after)) as Document;
}

const disabled = (document: Document) => retold(document, '"IsDisabled":false', '"IsDisabled":true');

/** One for each kind: a kind without one does not compile. */
export const meddlings: Readonly<Record<ItemKind, Meddling>> = {
  space: { name: 'Back Office', ...described, beside },
  'user role': { name: 'Approver', ...described, beside },
  user: {
    name: 'ann',
    field: 'display name',
    changed: (document) => ({ ...document, DisplayName: 'Ann Hill' }),
    beside: { Username: 'extra', EmailAddress: 'extra@example.com' },
  },
  environment: { space, name: 'Production', ...described, beside },
  'git credential': {
    space,
    name: 'GitHub',
    ...described,
    beside: {
      ...beside,
      Details: { Type: 'UsernamePassword', Username: 'by-hand', Password: { HasValue: true, NewValue: 'x' } },
    },
  },
  feed: {
    space,
    name: 'Images',
    field: 'url',
    changed: (document) => ({ ...document, FeedUri: 'https://elsewhere.example.com' }),
    beside,
  },
  'tag set': { space, name: 'Size', ...described, beside },
  'project group': { space, name: 'Web', ...described, beside },
  'library variable set': { space, name: 'Common', ...described, beside },
  team: { name: 'Risk Team', ...described, beside },
  lifecycle: { space, name: 'Standard', ...described, beside },
  'library variables': {
    space,
    name: 'Common',
    field: 'Region',
    changed: (document) => retold(document, '"Value":"eu"', '"Value":"us"'),
  },
  project: { space, name: 'web', ...described, beside },
  channel: { space, name: 'web / Hotfix', ...described, beside },
  runbook: { space, name: 'web / Restart', ...described, beside: { ...beside, PublishedRunbookSnapshotId: null } },
  tenant: { space, name: 'Acme', ...described, beside },
  'deployment process': { space, name: 'web', field: 'Approve: disabled', changed: disabled },
  'runbook process': { space, name: 'web / Restart', field: 'Restart: disabled', changed: disabled },
  'tenant variables': {
    space,
    name: 'Acme',
    field: 'web / Colour (Production)',
    changed: (document) => retold(document, '"red"', '"blue"'),
  },
  'project variables': {
    space,
    name: 'web',
    field: 'Replicas (Production)',
    changed: (document) => retold(document, '"Value":"3"', '"Value":"5"'),
  },
  'published runbook': { space, name: 'web / Restart', field: 'process' },
  'team role': {
    space,
    name: 'Risk Team / Approver',
    field: 'only environments',
    changed: (document) => ({ ...document, EnvironmentIds: [] }),
  },
};

/** The thing of a kind that is meddled with. */
export function meddledWith(kind: ItemKind): Address {
  const { name, space: where } = meddlings[kind];
  return { kind, name, ...(where === undefined ? {} : { space: where }) };
}
