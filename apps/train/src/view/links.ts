import type { Look } from './look.ts';

/** The page of a task for whoever reads along; a rehearsal's server has no pages. */
export function linkFor(
  look: Pick<Look, 'webUrl' | 'rehearsed'>,
  spaceId: string,
  taskId: string | null,
): string | null {
  return look.rehearsed || taskId === null ? null : taskLink(look.webUrl, spaceId, taskId);
}

/** The page of a task in the server's web pages; null where it has none. */
export function taskLink(webUrl: string | null, spaceId: string, taskId: string): string | null {
  return webUrl === null ? null : `${webUrl.replace(/\/+$/, '')}/app#/${spaceId}/tasks/${taskId}`;
}
