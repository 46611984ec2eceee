/** What a flowchart says, read back from its text. */
export interface ReadFlowchart {
  /** Texts of boxes and titles of frames, by id. */
  readonly texts: ReadonlyMap<string, string>;
  /** The frame that each shape is in. */
  readonly parents: ReadonlyMap<string, string | undefined>;
  readonly edges: readonly { readonly from: string; readonly to: string; readonly label: string }[];
}

// Inside quotes stands nothing that Mermaid takes for a mark of its own, but for `#…;` and the break of a line.
const quoted = '"((?:[^"#<>&`\\n]|#\\d+;|<br/>)*)"';
const frameLine = new RegExp(`^subgraph (n\\d+)\\[${quoted}\\]$`);
const boxLine = new RegExp(
  `^(n\\d+)(?:\\[${quoted}\\]|\\(\\[${quoted}\\]\\)|\\[\\(${quoted}\\)\\]|\\{\\{${quoted}\\}\\})$`,
);
const edgeLine = new RegExp(`^(n\\d+) -->(?:\\|${quoted}\\|)? (n\\d+)$`);

/**
 * Reads the part of Mermaid's language that we write, and nothing else: throws at the first line that is not in it, at
 * an id that is used twice or never declared, and at a frame that is not closed or holds nothing.
 */
export function readMermaid(text: string): ReadFlowchart {
  const [first, ...lines] = text.split('\n').map((line) => line.trim());
  if (first !== 'flowchart LR') throw new Error(`not a flowchart: ${first}`);
  const texts = new Map<string, string>();
  const parents = new Map<string, string | undefined>();
  const edges: { from: string; to: string; label: string }[] = [];
  const open: { id: string; holds: number }[] = [];

  function declare(id: string, label: string): void {
    if (texts.has(id)) throw new Error(`${id} is declared twice`);
    const parent = open.at(-1);
    if (parent !== undefined) parent.holds += 1;
    texts.set(id, label);
    parents.set(id, parent?.id);
  }

  for (const line of lines) {
    const [, frame, title] = frameLine.exec(line) ?? [];
    const [, box, ...labels] = boxLine.exec(line) ?? [];
    const [, from, label, to] = edgeLine.exec(line) ?? [];
    if (frame !== undefined) {
      declare(frame, decoded(title));
      open.push({ id: frame, holds: 0 });
    } else if (box !== undefined) {
      declare(box, decoded(labels.find((one) => one !== undefined)));
    } else if (from !== undefined && to !== undefined) {
      edges.push({ from, to, label: decoded(label) });
    } else if (line === 'end') {
      if (!open.pop()?.holds) throw new Error('a frame with nothing inside, or an end too many');
    } else throw new Error(`not Mermaid: ${line}`);
  }
  if (open.length > 0) throw new Error('a frame is not closed');
  for (const id of edges.flatMap(({ from, to }) => [from, to])) {
    if (!texts.has(id)) throw new Error(`an edge to ${id}, which is nowhere`);
  }
  return { texts, parents, edges };
}

function decoded(label = ''): string {
  return label.replaceAll('<br/>', '\n').replaceAll(/#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));
}
