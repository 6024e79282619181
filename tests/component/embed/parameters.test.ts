import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readParameters } from '../../../src/embed/parameters.ts';
import { linkMessages, writeLink } from '../../../src/share/link.ts';

describe('parameters of an embed', () => {
  it('come from the query or from the fragment', () => {
    const wanted = { scenario: 'container-to-ecr', at: 'exec1/Build' };
    const text = 'scenario=container-to-ecr&at=exec1%2FBuild&theme=light';
    for (const place of [
      { search: `?${text}`, hash: '' },
      { search: '', hash: `#${text}` },
    ])
      expect(readParameters(place)).toEqual({ state: wanted, theme: 'light', message: '' });
  });

  it('come from a shared link', () => {
    const state = { scenario: 'x', at: 'k', patch: [[['name'], 'y']] as [[string[], string]] };
    const hash = `#${writeLink(state)}`;
    expect(readParameters({ search: '?theme=dark', hash })).toEqual({
      state,
      theme: 'dark',
      message: '',
    });
  });

  it('fall back to the first scenario and the reader’s own theme', () => {
    expect(readParameters({ search: '?theme=pink&scenario=', hash: '' })).toEqual({
      state: { scenario: 'node-site-to-s3' },
      theme: 'auto',
      message: '',
    });
  });

  it('say that a link is damaged and show the scenario that the query names', () => {
    expect(readParameters({ search: '?scenario=a', hash: '#v1.broken' })).toEqual({
      state: { scenario: 'a' },
      theme: 'auto',
      message: linkMessages.damaged,
    });
  });

  it('never fail', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (search, hash) => {
        expect(readParameters({ search, hash }).state.scenario).toBeTypeOf('string');
      }),
    );
  });
});
