/** An expression of a chart's template. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  /** `.a.b`, `$.a`, `$name.a` */
  | { readonly kind: 'path'; readonly root: string; readonly names: readonly string[] }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] };

/** A piece of a chart's template. */
export type Node =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'output'; readonly expression: Expression }
  | { readonly kind: 'assign'; readonly name: string; readonly expression: Expression }
  | { readonly kind: 'if' | 'with'; readonly branches: readonly Branch[]; readonly otherwise: readonly Node[] }
  | {
      readonly kind: 'range';
      readonly key: string | undefined;
      readonly item: string | undefined;
      readonly expression: Expression;
      readonly body: readonly Node[];
      readonly otherwise: readonly Node[];
    }
  | { readonly kind: 'define'; readonly name: string; readonly body: readonly Node[] };

export interface Branch {
  readonly test: Expression;
  readonly body: readonly Node[];
}

/** What a template cannot do here, or what is wrong with it. */
export class TemplateProblem extends Error {}
