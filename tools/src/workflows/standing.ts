/** Whether a journal tells of its run's end; a torn last line tells of nothing. */
export function hasEnded(journal: string): boolean {
  const lines = journal.split('\n').slice(0, -1);
  return lines.some((line) => {
    // Written by the train itself, line by line.
    const entry = JSON.parse(line) as { readonly event?: { readonly type?: string } };
    return entry.event?.type === 'finished';
  });
}
