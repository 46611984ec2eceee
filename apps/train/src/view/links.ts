/** The page of a task in the server's web pages; null where it has none. */
export function taskLink(webUrl: string | null, spaceId: string, taskId: string): string | null {
  return webUrl === null ? null : `${webUrl.replace(/\/+$/, '')}/app#/${spaceId}/tasks/${taskId}`;
}
