/** Something that a flowchart shows: a box, or a box with others inside. */
export type Shape = Box | Frame;

/** A box with a text of one or more lines. */
export interface Box {
  readonly key: string;
  readonly lines: readonly string[];
  readonly form?: BoxForm;
}

/** A titled frame round others; edges may end at it. */
export interface Frame {
  readonly key: string;
  readonly title: string;
  readonly inside: readonly Shape[];
}

/** An arrow between the keys of two shapes. */
export interface Edge {
  readonly from: string;
  readonly to: string;
  readonly label?: string;
}

/** What a picture shows, before it is text. */
export interface Flowchart {
  readonly shapes: readonly Shape[];
  readonly edges: readonly Edge[];
}

/** A box's outline: a plain box, a stadium, a cylinder or a hexagon. */
type BoxForm = 'box' | 'round' | 'store' | 'hexagon';

const outlines: Readonly<Record<BoxForm, readonly [string, string]>> = {
  box: ['[', ']'],
  round: ['([', '])'],
  store: ['[(', ')]'],
  hexagon: ['{{', '}}'],
};

/**
 * A flowchart as Mermaid text. Names of people never become identifiers of Mermaid: shapes are numbered in the order
 * in which they are shown. Edges to a shape that is not shown are left out, and so are frames with nothing inside.
 */
export function mermaidText({ shapes, edges }: Flowchart): string {
  const ids = new Map<string, string>();

  function shapeLines(shape: Shape, depth: number): readonly string[] {
    const indent = '  '.repeat(depth);
    if ('lines' in shape) {
      const [open, close] = outlines[shape.form ?? 'box'];
      return [`${indent}${idOf(shape)}${open}"${shape.lines.map(labelText).join('<br/>')}"${close}`];
    }
    if (!holdsBox(shape)) return [];
    const heading = `${indent}subgraph ${idOf(shape)}["${labelText(shape.title)}"]`;
    return [heading, ...shape.inside.flatMap((one) => shapeLines(one, depth + 1)), `${indent}end`];
  }

  function idOf({ key }: Shape): string {
    const id = `n${ids.size + 1}`;
    ids.set(key, id);
    return id;
  }

  const drawn = shapes.flatMap((shape) => shapeLines(shape, 1));
  const arrows = edges.flatMap(({ from, to, label }) => {
    const [start, end] = [ids.get(from), ids.get(to)];
    if (start === undefined || end === undefined) return [];
    return [`  ${start} -->${label ? `|"${labelText(label)}"|` : ''} ${end}`];
  });
  return ['flowchart LR', ...drawn, ...arrows].join('\n');
}

function holdsBox(shape: Shape): boolean {
  return 'lines' in shape || shape.inside.some(holdsBox);
}

/**
 * Any text as Mermaid reads it inside quotes: what it would take for its own marks or for HTML is written as a character
 * code, which it shows as the character; so is the mark of a list at the beginning, which it refuses to show.
 */
function labelText(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replaceAll(/["#<>&`]|%(?=%)|^[-+*](?= )|(?<=^\d+)[.)](?= )/g, (character) => `#${character.codePointAt(0)};`);
}
