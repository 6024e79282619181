import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const css = readFileSync(new URL('../../../src/ui/tokens.css', import.meta.url), 'utf8');
type Colour = [number, number, number];
type Theme = Record<string, string>;

/** The declarations between the braces after a selector. */
function block(selector: string): Theme {
  const start = css.indexOf(`${selector} {`);
  expect(start, selector).toBeGreaterThanOrEqual(0);
  const body = css.slice(css.indexOf('{', start) + 1, css.indexOf('}', start));
  return Object.fromEntries(
    [...body.matchAll(/(--[\w-]+|color-scheme):\s*([^;]+);/g)].map(([, name, value]) => [
      name,
      value!.trim(),
    ]),
  );
}
const themes = { dark: block('[data-theme="dark"]'), light: block('[data-theme="light"]') };
const system = block(':root:not([data-theme])');
const always = block(':root');

function colour(theme: Theme, token: string): Colour {
  const hex = theme[token] ?? always[token];
  expect(hex, token).toMatch(/^#[0-9a-f]{6}$/);
  return [1, 3, 5].map((i) => Number.parseInt(hex!.slice(i, i + 2), 16)) as Colour;
}
const mix = (a: Colour, b: Colour, share: number): Colour =>
  a.map((part, i) => part * share + b[i]! * (1 - share)) as Colour;
function luminance(parts: Colour): number {
  const [r, g, b] = parts.map((part) => {
    const s = part / 255;
    return s <= 0.03928 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}
function contrast(a: Colour, b: Colour): number {
  const [light, dark] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (light! + 0.05) / (dark! + 0.05);
}

const grounds = ['--bg', '--surface', '--raised', '--stage-centre', '--stage-edge'];
const texts = ['--fg', '--fg-soft', '--fg-faint'];
const actors = ['--source', '--pipeline', '--build', '--identity', '--service'];
const results = ['--ok', '--bad', '--busy', '--warn'];

for (const [name, theme] of Object.entries(themes)) {
  const of = (token: string) => colour(theme, token);

  test.each(texts.flatMap((text) => grounds.map((ground) => [text, ground])))(
    `${name}: text %s on %s`,
    (text, ground) => {
      expect(contrast(of(text!), of(ground!))).toBeGreaterThanOrEqual(4.5);
    },
  );

  test.each([...actors, ...results].flatMap((c) => grounds.slice(1, 3).map((g) => [c, g])))(
    `${name}: text on a tint of %s over %s, and the bare colour as a sign`,
    (tint, ground) => {
      const onTint = mix(of(tint!), of('--fg'), 0.62);
      for (const share of [0.12, 0.14, 0.18, 0.24])
        expect(contrast(onTint, mix(of(tint!), of(ground!), share))).toBeGreaterThanOrEqual(4.5);
      expect(contrast(of(tint!), of(ground!))).toBeGreaterThanOrEqual(3);
    },
  );

  test(`${name}: text on the primary button, and links`, () => {
    expect(contrast(of('--on-primary'), of('--pipeline'))).toBeGreaterThanOrEqual(4.5);
    for (const ground of grounds)
      expect(contrast(of('--identity'), of(ground))).toBeGreaterThanOrEqual(4.5);
  });

  test(`${name}: the terminal is readable in any theme`, () => {
    for (const text of ['--terminal-fg', '--terminal-faint', '--terminal-bad'])
      expect(contrast(of(text), of('--terminal-bg'))).toBeGreaterThanOrEqual(4.5);
  });
}

test('who follows the system gets the same light as who chooses it', () => {
  expect(system).toEqual(themes.light);
});

test('both themes define the same tokens', () => {
  expect(Object.keys(themes.light).toSorted()).toEqual(Object.keys(themes.dark).toSorted());
});
