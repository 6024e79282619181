import * as z from 'zod';

// Its eval probe would break the page's Content-Security-Policy.
z.config({ jitless: true });

/**
 * The kinds of values in a buildspec. CodeBuild takes scalars as the text that was written (`3.10` is not 3.1), so all of
 * them are strings here; a key with nothing behind it arrives as undefined. `enum` in the metadata is what the editor offers.
 */
export const text = (description: string, offered?: readonly string[]) =>
  z.string().meta({ description, ...(offered === undefined ? {} : { enum: [...offered] }) });

/** `yes` or `no`, also `true` and `false`. */
export const yesNo = (description: string) =>
  text(description, ['yes', 'no']).transform((value) => /^(yes|true|on)$/i.test(value));

/** An entry of a list or of a free mapping: nothing written is the empty text. */
const entry = z
  .string()
  .optional()
  .transform((value) => value ?? '');

export const list = (description: string) => z.array(entry).meta({ description });

/** A list, or one text in its place: the agent takes both. */
export const listOrOne = (description: string) =>
  z
    .union([z.array(entry), z.string()])
    .meta({ description })
    .transform((value) => (typeof value === 'string' ? [value] : value));

export const names = (description: string) => z.record(z.string(), entry).meta({ description });

/** One of a few words, in capitals or not; the result is as listed. */
export const oneOf = (description: string, words: readonly string[], key: string) =>
  text(description, words)
    .transform((value) => words.find((word) => word.toUpperCase() === value.toUpperCase()) ?? value)
    .refine((value) => words.includes(value), {
      error: ({ input }) => `Invalid ${key}: ${String(input)}. Expecting: ${words.join(', ')}`,
    });

/** A whole number from 0 to `most`, written in digits. */
export const wholeNumber = (description: string, key: string, least: number, most: number) =>
  text(description)
    .refine((value) => /^\d{1,6}$/.test(value) && Number(value) >= least && Number(value) <= most, {
      error: `Expected ${key} to be a whole number from ${least} to ${most}.`,
    })
    .transform(Number);
