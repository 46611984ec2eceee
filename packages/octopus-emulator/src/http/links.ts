/** Path of a document. */
export function selfLink(spaceId: string | null | undefined, path: string, id: string): string {
  return `${spaceId ? `/api/${spaceId}` : '/api'}${path}/${id}`;
}
