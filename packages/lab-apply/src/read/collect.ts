/** How many documents are asked for at once where a server answers page by page. */
export const largePage = 1000;

/** All of an asynchronous sequence. */
export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}
