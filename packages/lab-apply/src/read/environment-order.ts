import type { Environment } from '@octotrain/lab-config';
import type { Environment as EnvironmentDocument } from '@octotrain/octopus-client';

/**
 * Environments with the places that the file gives them when they are in its order already, whatever numbers the server
 * keeps and whoever else stands between them. Otherwise, and when one is missing, all as they are.
 */
export function inOrderOf(
  wanted: readonly Environment[],
  documents: readonly EnvironmentDocument[],
): EnvironmentDocument[] {
  const places = new Map(wanted.map(({ name }, place) => [name.toLowerCase(), place]));
  const found = documents
    .flatMap((document) => {
      const place = places.get(document.Name.toLowerCase());
      return place === undefined ? [] : [{ document, place }];
    })
    .toSorted((left, right) => left.document.SortOrder - right.document.SortOrder);
  const isInOrder = found.length === wanted.length && found.every(({ place }, at) => place === at);
  // Two at one place are in no order that a server has to keep.
  const isSettled = new Set(found.map(({ document }) => document.SortOrder)).size === found.length;
  if (!isInOrder || !isSettled) return [...documents];
  const placed = new Map(found.map(({ document, place }) => [document.Id, place]));
  return documents.map((one) => ({ ...one, SortOrder: placed.get(one.Id) ?? one.SortOrder }));
}
