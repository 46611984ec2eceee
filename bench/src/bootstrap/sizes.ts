import { finpayLab, growLab, type LabSize } from '@octotrain/lab-config';

/** A lab that is measured: FinPay's, or one grown from it. */
export interface Size {
  readonly name: string;
  readonly grown: LabSize;
  /** How many rounds, unless told otherwise. */
  readonly runs: number;
}

/** The sizes that are measured when nobody names any. */
export const usualSizes: readonly string[] = ['finpay', 'tenants=50'];

/** The largest that is measured more than once: beyond, a round takes minutes. */
const smallest = { spaces: 10, tenants: 50 };
const severalRuns = 3;

/** Reads `finpay`, `spaces=10`, `tenants=500` or `spaces=10,tenants=50`; undefined for anything else. */
export function parseSize(name: string): Size | undefined {
  if (name === 'finpay') return { name, grown: {}, runs: severalRuns };
  const grown: { spaces?: number; tenants?: number } = {};
  for (const part of name.split(',')) {
    const [, what, number] = /^(spaces|tenants)=([1-9]\d{0,3})$/.exec(part) ?? [];
    if (what !== 'spaces' && what !== 'tenants') return undefined;
    grown[what] = Number(number);
  }
  const isSmall = (grown.spaces ?? 0) <= smallest.spaces && (grown.tenants ?? 0) <= smallest.tenants;
  return { name, grown, runs: isSmall ? severalRuns : 1 };
}

/** The lab file of a size. */
export function sourceOf({ grown }: Size): { text: string; file: string } {
  return growLab(finpayLab, grown);
}
