import { lowerCase } from '../letter-case.ts';
import { assertionHolds } from './assertion.ts';
import { BacktrackStack } from './backtrack-stack.ts';
import type { Instruction, Program } from './program.ts';

/** What one match found. Places of groups count as in the program; a group that took no part has none. */
export interface Found {
  start: number;
  end: number;
  group(place: number): { start: number; end: number } | undefined;
}

/** Told of steps before they are made; it throws to give the match up. */
type Spend = (steps: number) => void;

/** Steps that are told at once. */
const batch = 1024;

/**
 * Matches a program by trying and going back, as .NET does, with a stack of its own: no pattern and no text can exhaust
 * that of the machine, and every step is counted.
 */
export class Matcher {
  private readonly program: Program;
  private readonly text: string;
  private readonly spend: Spend;
  private readonly registers: number[];
  private readonly stack = new BacktrackStack();
  private searchStart = 0;
  private untold = 0;
  // Where to go on, set by what decides it: an object for every step would cost more than the step.
  private nextAt = 0;
  private nextPosition = 0;

  constructor(program: Program, text: string, spend: Spend) {
    this.program = program;
    this.text = text;
    this.spend = spend;
    this.registers = new Array<number>(program.registers).fill(-1);
  }

  /** The first match that begins at a place or behind it. */
  find(from: number): Found | undefined {
    const found = this.search(from);
    this.tell();
    return found;
  }

  private search(from: number): Found | undefined {
    this.searchStart = from;
    // A match that fails leaves no traces; one that was found does.
    this.count(this.registers.length);
    this.registers.fill(-1);
    this.stack.clear();
    for (let start = from; start <= this.text.length; start = this.nextStart(start)) {
      const end = this.run(0, start);
      if (end >= 0) return this.found(start, end);
    }
    return undefined;
  }

  /** Where to try next when no match begins at a place. */
  private nextStart(start: number): number {
    const { begin } = this.program;
    switch (begin.kind) {
      case 'start':
        return Infinity;
      case 'anywhere':
        return start + 1;
      case 'line-start': {
        const end = this.text.indexOf('\n', start);
        return end < 0 ? Infinity : end + 1;
      }
      case 'run': {
        let end = start;
        while (end < this.text.length && begin.set.has(this.text.charCodeAt(end))) end += 1;
        this.count(end - start);
        return begin.min === 0 ? end + 1 : Math.max(end, start + 1);
      }
    }
  }

  private found(start: number, end: number): Found {
    const registers = [...this.registers];
    return {
      start,
      end,
      group: (place) => {
        if (place === 0) return { start, end };
        const [from = -1, to = -1] = [registers[3 * place], registers[3 * place + 1]];
        return to < 0 ? undefined : { start: from, end: to };
      },
    };
  }

  /** Runs from an instruction to an `accept`; the place in the text where it stands then, or -1. */
  private run(first: number, from: number): number {
    const { instructions } = this.program;
    const base = this.stack.size;
    let at = first;
    let position = from;
    while (true) {
      this.count(1);
      const instruction = instructions[at];
      if (!instruction || instruction.op === 'accept') return position;
      const next = this.step(instruction, at, position);
      if (next) {
        at = this.nextAt;
        position = this.nextPosition;
        continue;
      }
      if (!this.goBack(base)) return -1;
      at = this.nextAt;
      position = this.nextPosition;
    }
  }

  private goTo(at: number, position: number): true {
    this.nextAt = at;
    this.nextPosition = position;
    return true;
  }

  /** Makes one step; false when it fails. */
  private step(instruction: Instruction, at: number, position: number): boolean {
    const { text } = this;
    switch (instruction.op) {
      case 'unit': {
        const read = instruction.back ? position - 1 : position;
        return text.charCodeAt(read) === instruction.unit && this.goTo(at + 1, instruction.back ? read : position + 1);
      }
      case 'set': {
        const read = instruction.back ? position - 1 : position;
        if (read < 0 || read >= text.length || !instruction.set.has(text.charCodeAt(read))) return false;
        return this.goTo(at + 1, instruction.back ? read : position + 1);
      }
      case 'run':
        return this.stepRun(instruction, at, position);
      case 'split':
        this.stack.pushChoice(instruction.second, position);
        return this.goTo(instruction.first, position);
      case 'jump':
        return this.goTo(instruction.to, position);
      case 'assert':
        return assertionHolds(instruction.at, text, position, this.searchStart) && this.goTo(at + 1, position);
      case 'open':
        this.set(3 * instruction.group + 2, position);
        return this.goTo(at + 1, position);
      case 'close': {
        const opened = this.registers[3 * instruction.group + 2] ?? position;
        this.set(3 * instruction.group, Math.min(opened, position));
        this.set(3 * instruction.group + 1, Math.max(opened, position));
        return this.goTo(at + 1, position);
      }
      case 'reference':
        return this.stepReference(instruction, at, position);
      case 'enter-loop':
        this.set(instruction.register, 0);
        this.set(instruction.register + 1, -1);
        return this.goTo(at + 1, position);
      case 'loop':
        return this.stepLoop(instruction, at, position);
      case 'try':
        return this.stepTry(instruction, at, position);
      case 'if-group':
        return this.goTo(
          (this.registers[3 * instruction.group + 1] ?? -1) < 0 ? instruction.otherwise : at + 1,
          position,
        );
      case 'fail':
      case 'accept':
        return false;
    }
  }

  private stepRun(run: Extract<Instruction, { op: 'run' }>, at: number, position: number): boolean {
    const direction = run.back ? -1 : 1;
    const wanted = run.lazy ? run.min : run.max;
    const room = run.back ? position : this.text.length - position;
    let taken = 0;
    let read = run.back ? position - 1 : position;
    while (taken < wanted && taken < room && run.set.has(this.text.charCodeAt(read))) {
      taken += 1;
      read += direction;
    }
    this.count(taken);
    if (taken < run.min) return false;
    if (run.lazy && taken < run.max) this.stack.pushRun(at, position, taken);
    if (!run.lazy && taken > run.min) this.stack.pushRun(at, position, taken);
    return this.goTo(at + 1, position + direction * taken);
  }

  /** A run that is met again on the way back: one character less, or for a lazy one more. */
  private again(at: number, position: number, taken: number): boolean {
    const run = this.program.instructions[at];
    if (run?.op !== 'run') return false;
    const direction = run.back ? -1 : 1;
    if (!run.lazy) {
      if (taken - 1 > run.min) this.stack.pushRun(at, position, taken - 1);
      return this.goTo(at + 1, position + direction * (taken - 1));
    }
    const read = position + direction * taken - (run.back ? 1 : 0);
    if (read < 0 || read >= this.text.length || !run.set.has(this.text.charCodeAt(read))) return false;
    if (taken + 1 < run.max) this.stack.pushRun(at, position, taken + 1);
    return this.goTo(at + 1, position + direction * (taken + 1));
  }

  private stepReference(reference: Extract<Instruction, { op: 'reference' }>, at: number, position: number): boolean {
    const { group, ignoreCase, back } = reference;
    const [start = -1, end = -1] = [this.registers[3 * group], this.registers[3 * group + 1]];
    if (end < 0) return false;
    const length = end - start;
    const from = back ? position - length : position;
    if (from < 0 || from + length > this.text.length) return false;
    this.count(length);
    const [there, here] = [this.text.slice(start, end), this.text.slice(from, from + length)];
    const same = there === here || (ignoreCase && lowerCase(there) === lowerCase(here));
    return same && this.goTo(at + 1, back ? from : from + length);
  }

  private stepLoop(loop: Extract<Instruction, { op: 'loop' }>, at: number, position: number): boolean {
    const rounds = this.registers[loop.register] ?? 0;
    // A round that matched nothing would match nothing for ever.
    const idle = rounds > 0 && this.registers[loop.register + 1] === position;
    if (idle || rounds >= loop.max) return this.goTo(loop.exit, position);
    if (rounds >= loop.min) {
      if (loop.lazy) {
        this.stack.pushRound(at, position);
        return this.goTo(loop.exit, position);
      }
      this.stack.pushChoice(loop.exit, position);
    }
    return this.nextRound(loop, at, position);
  }

  private nextRound({ register }: Extract<Instruction, { op: 'loop' }>, at: number, position: number): true {
    this.set(register, (this.registers[register] ?? 0) + 1);
    this.set(register + 1, position);
    return this.goTo(at + 1, position);
  }

  private stepTry(attempt: Extract<Instruction, { op: 'try' }>, at: number, position: number): boolean {
    const base = this.stack.size;
    const end = this.run(at + 1, position);
    const found = end >= 0;
    if (found && attempt.negated) this.stack.undo(base, this.registers);
    else if (found) this.count(this.stack.forgetChoices(base));
    if (found === attempt.negated) return this.goTo(attempt.failure, position);
    return this.goTo(attempt.success, attempt.moves ? end : position);
  }

  /** Goes back to the last choice above a base, undoing what was set since; false when there is none. */
  private goBack(base: number): boolean {
    while (this.stack.size > base) {
      this.count(1);
      const { kind, first, second, third } = this.stack.pop();
      switch (kind) {
        case 'set':
          this.registers[first] = second;
          break;
        case 'choice':
          return this.goTo(first, second);
        case 'run':
          if (this.again(first, second, third)) return true;
          break;
        case 'round': {
          const loop = this.program.instructions[first];
          if (loop?.op === 'loop') return this.nextRound(loop, first, second);
        }
      }
    }
    return false;
  }

  private set(register: number, value: number): void {
    this.stack.pushSet(register, this.registers[register] ?? -1);
    this.registers[register] = value;
  }

  private count(steps: number): void {
    this.untold += steps;
    if (this.untold >= batch) this.tell();
  }

  private tell(): void {
    // What waits on the stack takes room: a stack that grows and grows counts as work too.
    this.spend(this.untold + this.stack.overload);
    this.untold = 0;
  }
}
