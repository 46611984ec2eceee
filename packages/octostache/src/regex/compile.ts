import { type CharSet, charSet } from './char-set.ts';
import { parseRegex } from './parse-regex.ts';
import { RegexFault } from './pattern-cursor.ts';
import type { Begin, Instruction, Program } from './program.ts';
import type { Group, GroupNumbers, Node } from './tree.ts';

/** A .NET pattern ready to be matched; undefined for one that .NET refuses or that is not covered. */
export function compileRegex(pattern: string): Program | undefined {
  try {
    const { root, groups } = parseRegex(pattern);
    return new Compiler(groups).program(root);
  } catch (error) {
    if (error instanceof RegexFault) return undefined;
    throw error;
  }
}

/** Writes the instructions of a tree, in time linear in its size: loops count instead of being written out. */
class Compiler {
  private readonly code: Instruction[] = [];
  private readonly groups: GroupNumbers;
  private registers: number;

  constructor(groups: GroupNumbers) {
    this.groups = groups;
    // Of each group: where it begins, where it ends, and where it was last opened.
    this.registers = groups.places.size * 3;
  }

  program(root: Node): Program {
    this.write(root, false);
    this.code.push({ op: 'accept' });
    const { code, registers, groups } = this;
    return { instructions: code, registers, ...groups, literal: literalOf(root), begin: beginOf(root) };
  }

  private write(node: Node, back: boolean): void {
    switch (node.kind) {
      case 'unit':
        this.code.push({ op: 'unit', unit: node.unit, back });
        return;
      case 'set':
        this.code.push({ op: 'set', set: node.set, back });
        return;
      case 'sequence':
        for (const item of back ? node.items.toReversed() : node.items) this.write(item, back);
        return;
      case 'choice':
        this.writeChoice(node.options, back);
        return;
      case 'repeat':
        this.writeRepeat(node, back);
        return;
      case 'capture':
        this.code.push({ op: 'open', group: this.place(node.group) });
        this.write(node.body, back);
        this.code.push({ op: 'close', group: this.place(node.group) });
        return;
      case 'reference':
        this.code.push({ op: 'reference', group: this.place(node.group), ignoreCase: node.ignoreCase, back });
        return;
      case 'assertion':
        this.code.push({ op: 'assert', at: node.at });
        return;
      case 'look':
        this.writeTry(node.body, { back: node.behind, negated: node.negated, moves: false });
        return;
      case 'atomic':
        this.writeTry(node.body, { back, negated: false, moves: true });
        return;
      case 'condition':
        this.writeCondition(node, back);
    }
  }

  private writeChoice(options: readonly Node[], back: boolean): void {
    const ends: { to: number }[] = [];
    for (const [at, option] of options.entries()) {
      const last = at === options.length - 1;
      const split = { op: 'split' as const, first: this.code.length + 1, second: 0 };
      if (!last) this.code.push(split);
      this.write(option, back);
      if (last) break;
      const end = { op: 'jump' as const, to: 0 };
      this.code.push(end);
      ends.push(end);
      split.second = this.code.length;
    }
    for (const end of ends) end.to = this.code.length;
  }

  private writeRepeat({ body, min, max, lazy }: Extract<Node, { kind: 'repeat' }>, back: boolean): void {
    if (body.kind === 'unit' || body.kind === 'set') {
      this.code.push({ op: 'run', set: setOf(body), min, max, lazy, back });
      return;
    }
    const register = this.registers;
    this.registers += 2;
    this.code.push({ op: 'enter-loop', register });
    const loop = { op: 'loop' as const, register, min, max, lazy, exit: 0 };
    const start = this.code.push(loop) - 1;
    this.write(body, back);
    this.code.push({ op: 'jump', to: start });
    loop.exit = this.code.length;
  }

  private writeTry(body: Node, { back, ...how }: { back: boolean; negated: boolean; moves: boolean }) {
    const attempt = { op: 'try' as const, ...how, success: 0, failure: 0 };
    this.code.push(attempt);
    this.write(body, back);
    this.code.push({ op: 'accept' });
    attempt.failure = this.code.push({ op: 'fail' }) - 1;
    attempt.success = this.code.length;
    return attempt;
  }

  private writeCondition({ test, yes, no }: Extract<Node, { kind: 'condition' }>, back: boolean): void {
    const branch = this.writeTest(test);
    this.write(yes, back);
    const end = { op: 'jump' as const, to: 0 };
    this.code.push(end);
    branch(this.code.length);
    this.write(no, back);
    end.to = this.code.length;
  }

  /** Returns what tells the test where to go when it fails. */
  private writeTest(test: Group | Node): (otherwise: number) => void {
    if (typeof test !== 'object') {
      const branch = { op: 'if-group' as const, group: this.place(test), otherwise: 0 };
      this.code.push(branch);
      return (otherwise) => {
        branch.otherwise = otherwise;
      };
    }
    const { body, behind, negated } = test.kind === 'look' ? test : { body: test, behind: false, negated: false };
    const attempt = this.writeTry(body, { back: behind, negated, moves: false });
    return (otherwise) => {
      attempt.failure = otherwise;
    };
  }

  private place(group: Group): number {
    const number = typeof group === 'number' ? group : this.groups.byName.get(group);
    const place = number === undefined ? undefined : this.groups.places.get(number);
    if (place === undefined) throw new RegexFault('there is no such group');
    return place;
  }
}

function setOf(node: Extract<Node, { kind: 'unit' | 'set' }>): CharSet {
  if (node.kind === 'set') return node.set;
  return charSet({ ranges: [[node.unit, node.unit]], classes: [], negated: false, ignoreCase: false });
}

function literalOf(root: Node): string | undefined {
  const items = root.kind === 'sequence' ? root.items : [root];
  const units = items.flatMap((item) => (item.kind === 'unit' ? [item.unit] : []));
  if (units.length === 0 || units.length < items.length) return undefined;
  return units.map((unit) => String.fromCharCode(unit)).join('');
}

function beginOf(root: Node): Begin {
  const first = root.kind === 'sequence' ? root.items[0] : root;
  if (first?.kind === 'assertion' && first.at === 'start') return { kind: 'start' };
  if (first?.kind === 'assertion' && first.at === 'line-start') return { kind: 'line-start' };
  if (first?.kind !== 'repeat' || first.max !== Infinity) return { kind: 'anywhere' };
  const { body, min } = first;
  return body.kind === 'unit' || body.kind === 'set' ? { kind: 'run', set: setOf(body), min } : { kind: 'anywhere' };
}
