import fc from 'fast-check';
import { deflateSync, strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import { applyPatch, diffJson, type PatchStep } from '../../../src/share/jsonPatch.ts';
import { linkLimits, readLink, type SharedState, writeLink } from '../../../src/share/link.ts';

const pack = (json: string) =>
  `#v1.${Buffer.from(deflateSync(strToU8(json))).toString('base64url')}`;
const reasonOf = (fragment: string) => {
  const reading = readLink(fragment);
  return reading.ok ? 'ok' : reading.reason;
};

const json = fc
  .jsonValue({ maxDepth: 5 })
  .filter((value) => !JSON.stringify(value).includes('__proto__'));

describe('share link', () => {
  it('brings every state back', () => {
    const state = fc.record<SharedState>(
      {
        scenario: fc.string({ unit: 'grapheme' }),
        engine: fc.string(),
        at: fc.string({ unit: 'binary' }),
        grain: fc.constantFrom('stage', 'step', 'event'),
        whole: json,
        patch: fc.array(
          fc.tuple(fc.array(fc.oneof(fc.string(), fc.nat())), json) as fc.Arbitrary<PatchStep>,
        ),
      },
      { requiredKeys: ['scenario'] },
    );
    fc.assert(
      fc.property(state, (sent) => {
        const fragment = writeLink(sent);
        expect(fragment).toMatch(/^v1\.[A-Za-z0-9_-]+$/);
        const reading = readLink(`#${fragment}`);
        expect(reading).toEqual({ ok: true, state: JSON.parse(JSON.stringify(sent)) });
      }),
    );
  });

  it('never throws, whatever the fragment', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.base64String().map((text) => `v1.${text}`),
        ),
        (text) => {
          expect(readLink(text)).toHaveProperty('ok');
        },
      ),
    );
  });

  it('calls a link that was cut anywhere damaged', () => {
    const fragment =
      writeLink({ scenario: 'node-site-to-s3', at: 'exec1/Build', grain: 'step' }) ?? '';
    for (let length = 'v1.'.length; length < fragment.length - 1; length += 1)
      expect(reasonOf(fragment.slice(0, length)), `cut at ${length}`).toBe('damaged');
  });

  it('leaves an empty fragment and other fragments alone', () => {
    expect(reasonOf('')).toBe('none');
    expect(reasonOf('#at=exec1')).toBe('none');
  });

  it('refuses a bomb without inflating it whole', () => {
    const bomb = pack(`"${'a'.repeat(60_000_000)}"`);
    expect(bomb.length).toBeLessThan(linkLimits.fragment);
    const before = process.memoryUsage().arrayBuffers;
    expect(reasonOf(bomb)).toBe('tooBig');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000);
  });

  it('refuses a fragment over the limit before decoding it', () => {
    expect(reasonOf(`v1.${'A'.repeat(linkLimits.fragment)}`)).toBe('tooBig');
  });

  it('does not write a link that it would not read', () => {
    const noise = Array.from({ length: 300_000 }, (_, i) => (i * 2654435761) % 4294967296).join();
    expect(writeLink({ scenario: 'x', whole: noise })).toBeNull();
  });

  it.each([
    ['no JSON', '{"scenario":'],
    ['no object', '[1]'],
    ['no scenario', '{}'],
    ['a scenario that is no text', '{"scenario":7}'],
    ['steps that are no steps', '{"scenario":"x","patch":[[{"a":1},2]]}'],
    ['a key of the prototype', '{"scenario":"x","whole":{"__proto__":{"polluted":true}}}'],
    ['deep nesting', `{"scenario":"x","whole":${'['.repeat(5000)}${']'.repeat(5000)}}`],
  ])('calls %s damaged', (_what, text) => {
    expect(reasonOf(pack(text))).toBe('damaged');
    expect({}).not.toHaveProperty('polluted');
  });

  it('says that a later version is newer', () => {
    expect(reasonOf('#v2.abcd')).toBe('newer');
  });
});

describe('JSON patch', () => {
  it('leads from any value to any other and leaves the base alone', () => {
    fc.assert(
      fc.property(json, json, (a, b) => {
        const before = structuredClone(a);
        expect(applyPatch(a, diffJson(a, b))).toEqual({ value: b });
        expect(a).toEqual(before);
      }),
    );
  });

  it('is small for a small edit', () => {
    const base = {
      files: { 'buildspec.yml': 'version: 0.2', 'a.txt': 'x'.repeat(5000) },
      n: [1, 2],
    };
    const edited = { ...base, files: { ...base.files, 'buildspec.yml': 'version: 0.1' } };
    expect(diffJson(base, edited)).toEqual([[['files', 'buildspec.yml'], 'version: 0.1']]);
  });

  it.each<[string, PatchStep[]]>([
    ['a missing parent', [[['a', 'b', 'c'], 1]]],
    ['a hole in a list', [[['list', 9], 1]]],
    ['an index that is none', [[['list', 'length'], 0]]],
    ['a key of the prototype', [[['__proto__', 'polluted'], true]]],
    ['the prototype itself', [[['__proto__'], { polluted: true }]]],
    ['an inherited key', [[['constructor', 'prototype', 'polluted'], true]]],
    ['removing the root', [[[]]]],
  ])('refuses %s', (_what, steps) => {
    expect(applyPatch({ a: {}, list: [1] }, steps)).toBeNull();
    expect({}).not.toHaveProperty('polluted');
  });
});
