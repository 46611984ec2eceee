import { field, listField, parsed, textField } from '../json.ts';
import type { FieldPath, PathStep } from './field-path.ts';
import { keyOf } from './list-keys.ts';

/** Who wrote a field last, as the API server remembers it. */
export interface FieldWriter {
  /** The name of the program: `helm`, `kubectl-edit`, `kube-controller-manager`. */
  readonly manager: string;
  readonly operation: string;
  /** `scale`, where it was written through that. */
  readonly subresource?: string;
  /** When that manager last changed anything here, in ISO 8601. */
  readonly time: string;
  /** Whether it is known to own the field; else it is only the last that changed the object. */
  readonly owns: boolean;
}

/** The managers that own a field, the latest first. */
export function ownersOf(object: unknown, path: FieldPath): readonly FieldWriter[] {
  return managersOf(object)
    .filter((entry) => covers(field(entry, 'fieldsV1'), path))
    .map((entry) => writerOf(entry, true))
    .toSorted(latestFirst);
}

/** Who changed an object last, the status apart: who is to be asked about a field that is gone, as nobody owns it. */
export function lastWriterOf(object: unknown): FieldWriter | undefined {
  return managersOf(object)
    .filter((entry) => textField(entry, 'subresource') !== 'status')
    .map((entry) => writerOf(entry, false))
    .toSorted(latestFirst)[0];
}

/** One text for one manager in one of its roles. */
export function managerKey({ manager, operation, subresource = '' }: FieldWriter): string {
  return `${manager} ${operation} ${subresource}`;
}

function managersOf(object: unknown): readonly unknown[] {
  return listField(object, 'metadata', 'managedFields');
}

function writerOf(entry: unknown, owns: boolean): FieldWriter {
  const subresource = textField(entry, 'subresource');
  return {
    manager: textField(entry, 'manager'),
    operation: textField(entry, 'operation'),
    ...(subresource === '' ? {} : { subresource }),
    time: textField(entry, 'time'),
    owns,
  };
}

function latestFirst(one: FieldWriter, other: FieldWriter): number {
  return one.time < other.time ? 1 : one.time > other.time ? -1 : 0;
}

/** Whether a set of fields has a path, or ends on the way to it: such a field is owned as a whole. */
function covers(fields: unknown, path: FieldPath): boolean {
  let inside = fields;
  if (Object.keys(Object(fields)).length === 0) return false;
  for (const step of path) {
    const children = Object.keys(Object(inside)).filter((key) => key !== '.');
    if (children.length === 0) return true;
    const key = children.find((one) => isStep(one, step));
    if (key === undefined) return false;
    inside = Reflect.get(Object(inside), key);
  }
  return true;
}

function isStep(key: string, step: PathStep): boolean {
  if ('field' in step) return key === `f:${step.field}`;
  if ('index' in step || !key.startsWith('k:')) return false;
  const keys = parsed(key.slice(2));
  return Object.entries(Object(keys)).every(([name, value]) => keyOf(step.keys, name) === value);
}
