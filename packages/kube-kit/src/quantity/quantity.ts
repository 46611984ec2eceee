/** An amount as Kubernetes writes it (`500m`, `1Gi`, `2e3`), exact down to a thousand-millionth. */
export interface Quantity {
  readonly nanos: bigint;
  readonly format: 'decimal' | 'binary' | 'exponent';
}

const nano = 1_000_000_000n;
const decimalSuffixes = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'] as const;
const binarySuffixes = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'] as const;
const shape = /^([+-]?)(\d*)(?:\.(\d*))?(?:([eE][+-]?\d+)|(Ki|Mi|Gi|Ti|Pi|Ei|[numkMGTPE]))?$/;
/** Larger exponents are no amounts of anything, only long numbers. */
const mostExponent = 30;

export const zeroQuantity: Quantity = { nanos: 0n, format: 'decimal' };

/** Reads a quantity; undefined when it is none. Below a thousand-millionth is rounded up, as Kubernetes does. */
export function parseQuantity(text: unknown): Quantity | undefined {
  if (typeof text !== 'string' && typeof text !== 'number') return undefined;
  const [whole, sign, integer = '', fraction = '', exponent, suffix = ''] = shape.exec(String(text)) ?? [];
  if (whole === undefined || integer + fraction === '') return undefined;
  const power = exponent === undefined ? 0 : Number(exponent.slice(1));
  if (Math.abs(power) > mostExponent) return undefined;
  const binary = binarySuffixes.indexOf(suffix as (typeof binarySuffixes)[number]);
  const decimal = decimalSuffixes.indexOf(suffix as (typeof decimalSuffixes)[number]);
  const scale = binary >= 0 ? 1024n ** BigInt(binary + 1) : 1n;
  const tens = 9 - fraction.length + (binary >= 0 ? 0 : exponent === undefined ? 3 * (decimal - 3) : power);
  const digits = BigInt(integer + fraction) * scale;
  const size = tens >= 0 ? digits * 10n ** BigInt(tens) : divideUp(digits, 10n ** BigInt(-tens));
  const format = binary >= 0 ? 'binary' : exponent === undefined ? 'decimal' : 'exponent';
  return { nanos: sign === '-' ? -size : size, format };
}

/** The sum, in the format of the first that is not zero. */
export function sumQuantities(quantities: readonly Quantity[]): Quantity {
  const nanos = quantities.reduce((sum, quantity) => sum + quantity.nanos, 0n);
  return { nanos, format: quantities.find((one) => one.nanos !== 0n)?.format ?? 'decimal' };
}

/** The larger of two. */
export function largerQuantity(one: Quantity, other: Quantity): Quantity {
  return other.nanos > one.nanos ? other : one;
}

/** The canonical text: no fraction, the largest suffix that leaves none. */
export function quantityText({ nanos, format }: Quantity): string {
  if (nanos === 0n) return '0';
  const size = nanos < 0n ? -nanos : nanos;
  const sign = nanos < 0n ? '-' : '';
  if (format === 'binary' && nanos % nano === 0n && size >= 1024n * nano) {
    const [digits, steps] = stripped({ size: size / nano, by: 1024n, most: binarySuffixes.length });
    return `${sign}${digits}${steps === 0 ? '' : binarySuffixes[steps - 1]}`;
  }
  const [digits, steps] = stripped({ size, by: 1000n, most: decimalSuffixes.length - 1 });
  if (format !== 'exponent') return `${sign}${digits}${decimalSuffixes[steps]}`;
  return `${sign}${digits}${steps === 3 ? '' : `e${3 * (steps - 3)}`}`;
}

/** The canonical text of a quantity; undefined when it is none. */
export function canonicalQuantity(text: unknown): string | undefined {
  const quantity = parseQuantity(text);
  return quantity && quantityText(quantity);
}

function stripped(options: { size: bigint; by: bigint; most: number }): [bigint, number] {
  const { by, most } = options;
  let { size } = options;
  let steps = 0;
  while (steps < most && size % by === 0n) {
    size /= by;
    steps += 1;
  }
  return [size, steps];
}

function divideUp(value: bigint, by: bigint): bigint {
  return (value + by - 1n) / by;
}
