/** An entry of the stack; what its numbers mean depends on its kind. */
export interface Entry {
  /**
   * `choice`: instruction and place to go on at. `run`: instruction, place where it began, characters taken. `round`:
   * instruction of a lazy loop, place. `set`: register and the value that it had.
   */
  kind: 'choice' | 'run' | 'round' | 'set';
  first: number;
  second: number;
  third: number;
}

const kinds = ['choice', 'run', 'round', 'set'] as const;
const width = 4;
const roomy = 1_000_000;

/** Choices that are still open, and what must be undone on the way back to them. */
export class BacktrackStack {
  private readonly numbers: number[] = [];
  private readonly top: Entry = { kind: 'set', first: 0, second: 0, third: 0 };

  get size(): number {
    return this.numbers.length;
  }

  /** Beyond all limits as soon as the stack takes more memory than any pattern should. */
  get overload(): number {
    return this.numbers.length > roomy * width ? Infinity : 0;
  }

  clear(): void {
    this.numbers.length = 0;
  }

  pushChoice(instruction: number, position: number): void {
    this.numbers.push(instruction, position, 0, 0);
  }

  pushRun(instruction: number, position: number, taken: number): void {
    this.numbers.push(instruction, position, taken, 1);
  }

  pushRound(instruction: number, position: number): void {
    this.numbers.push(instruction, position, 0, 2);
  }

  pushSet(register: number, value: number): void {
    this.numbers.push(register, value, 0, 3);
  }

  /** Takes the last entry off. The object is the same each time: it holds until the next call. */
  pop(): Entry {
    const { numbers, top } = this;
    top.kind = kinds[numbers.pop() ?? 0] ?? 'choice';
    top.third = numbers.pop() ?? 0;
    top.second = numbers.pop() ?? 0;
    top.first = numbers.pop() ?? 0;
    return top;
  }

  /** Sets registers back to what they were at a size of the stack. */
  undo(base: number, registers: number[]): void {
    while (this.size > base) {
      const { kind, first, second } = this.pop();
      if (kind === 'set') registers[first] = second;
    }
  }

  /** Drops the choices above a base and keeps what must be undone; returns how many entries it looked at. */
  forgetChoices(base: number): number {
    const { numbers } = this;
    const looked = (numbers.length - base) / width;
    let kept = base;
    for (let at = base; at < numbers.length; at += width) {
      if (numbers[at + 3] !== 3) continue;
      for (let offset = 0; offset < width; offset += 1) numbers[kept + offset] = numbers[at + offset] ?? 0;
      kept += width;
    }
    numbers.length = kept;
    return looked;
  }
}
