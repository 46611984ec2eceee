import type { Digits } from './digits.ts';

/** The types of numbers that can be formatted; they differ in what they read and in some formats. */
export type NumberType = 'int' | 'double' | 'decimal';

/** A number to format: its digits, and the shortest text for it. */
export interface NumberValue extends Digits {
  type: NumberType;
  shortest: string;
}
