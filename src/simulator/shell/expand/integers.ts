const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ@_';

/** Value of `12`, `0x1f`, `017` or `16#ff`; null: a digit is too great for the base. */
export function integerOf(text: string): bigint | null {
  const [base, digits] = text.split('#');
  if (digits === undefined) {
    if (!/^0[0-9]/.test(text)) return BigInt.asIntN(64, BigInt(text));
    return /[89]/.test(text) ? null : BigInt(`0o${text}`);
  }
  const radix = Number(base);
  let value = 0n;
  for (const char of radix <= 36 ? digits.toLowerCase() : digits) {
    const digit = DIGITS.indexOf(char);
    if (digit >= radix) return null;
    value = BigInt.asIntN(64, value * BigInt(radix) + BigInt(digit));
  }
  return value;
}

/** Binary operators of shell arithmetic, on 64-bit integers. The divisor is not 0. */
const OPERATORS: Record<string, (left: bigint, right: bigint) => bigint | boolean> = {
  '|': (left, right) => left | right,
  '^': (left, right) => left ^ right,
  '&': (left, right) => left & right,
  '==': (left, right) => left === right,
  '!=': (left, right) => left !== right,
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
  '<<': (left, right) => left << BigInt.asUintN(6, right),
  '>>': (left, right) => left >> BigInt.asUintN(6, right),
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '%': (left, right) => left % right,
};

export function applyOperator(operator: string, left: bigint, right: bigint): bigint {
  const result = OPERATORS[operator]?.(left, right) ?? 0n;
  return typeof result === 'boolean' ? BigInt(result) : BigInt.asIntN(64, result);
}
