/** A decimal number: `digits / 10^scale`. */
export interface Decimal {
  digits: bigint;
  scale: number;
}
export interface State {
  scale: number;
  variables: Map<string, Decimal>;
}

/** What bc says itself. */
export class BcFault extends Error {}
/** Parts of the language that are not simulated. */
export class NotSimulated extends Error {}

export const bounds = { scale: 1_000, exponent: 2_000, line: 2_000 };
const ten = (power: number): bigint => 10n ** BigInt(power);
export const whole = (value: number | bigint): Decimal => ({ digits: BigInt(value), scale: 0 });

export function read(text: string): Decimal {
  const [integer = '', fraction = ''] = text.split('.');
  return { digits: BigInt(`${integer}${fraction}` || '0'), scale: fraction.length };
}

/** With another number of decimal places; places that are too many are cut off. */
export const scaled = ({ digits, scale }: Decimal, to: number): bigint =>
  to >= scale ? digits * ten(to - scale) : digits / ten(scale - to);

/** As bc prints it: no zero before the point. */
export function show({ digits, scale }: Decimal): string {
  const text = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0');
  const integer = text.slice(0, text.length - scale).replace(/^0$/, scale > 0 ? '' : '0');
  const sign = digits < 0n ? '-' : '';
  if (digits === 0n) return '0';
  return scale > 0 ? `${sign}${integer}.${text.slice(-scale)}` : `${sign}${integer}`;
}

export function root(value: Decimal, state: State): Decimal {
  if (value.digits < 0n) throw new BcFault('Square root of a negative number');
  const scale = Math.max(state.scale, value.scale);
  const square = scaled(value, 2 * scale);
  if (square === 0n) return { digits: 0n, scale };
  let guess = ten(Math.ceil(square.toString().length / 2));
  for (let next = (guess + square / guess) / 2n; next < guess; next = (guess + square / guess) / 2n)
    guess = next;
  return { digits: guess, scale };
}

export function compute(operator: string, a: Decimal, b: Decimal, state: State): Decimal {
  const most = Math.max(a.scale, b.scale);
  if (operator === '+') return { digits: scaled(a, most) + scaled(b, most), scale: most };
  if (operator === '-') return { digits: scaled(a, most) - scaled(b, most), scale: most };
  if (operator === '*') {
    const scale = Math.min(a.scale + b.scale, Math.max(state.scale, most));
    return {
      digits: scaled({ digits: a.digits * b.digits, scale: a.scale + b.scale }, scale),
      scale,
    };
  }
  if (operator === '^') {
    const power = Number(scaled(b, 0));
    if (b.scale > 0 || Math.abs(power) > bounds.exponent) throw new NotSimulated();
    if (power < 0) return compute('/', whole(1), compute('^', a, whole(-power), state), state);
    const scale = Math.min(a.scale * power, Math.max(state.scale, a.scale));
    return {
      digits: scaled({ digits: a.digits ** BigInt(power), scale: a.scale * power }, scale),
      scale,
    };
  }
  if (b.digits === 0n) throw new BcFault(operator === '/' ? 'Divide by zero' : 'Modulo by zero');
  const quotient = {
    digits: (a.digits * ten(state.scale + b.scale)) / (b.digits * ten(a.scale)),
    scale: state.scale,
  };
  if (operator === '/') return quotient;
  const scale = Math.max(a.scale, b.scale + state.scale);
  const back = { digits: quotient.digits * b.digits, scale: quotient.scale + b.scale };
  return { digits: scaled(a, scale) - scaled(back, scale), scale };
}
