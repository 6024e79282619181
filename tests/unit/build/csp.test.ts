import { describe, expect, it } from 'vitest';
import { policyOf } from '../../../src/build/csp.ts';

const directives = (policy: string): Record<string, string> =>
  Object.fromEntries(
    policy.split('; ').map((part) => {
      const [name = '', ...values] = part.split(' ');
      return [name, values.join(' ')];
    }),
  );

describe('policyOf', () => {
  it('forbids inline code and styles, and every connection, in an embed', () => {
    const built = directives(policyOf('embed.html', 'build'));
    expect(built).toMatchObject({
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self'",
      'connect-src': "'none'",
    });
    expect(JSON.stringify(built)).not.toMatch(/unsafe|\*|https?:/);
  });

  it('lets the studio have inline styles, which Monaco needs, and nothing more', () => {
    const built = directives(policyOf('index.html', 'build'));
    expect(built['style-src']).toBe("'self' 'unsafe-inline'");
    expect(built['script-src']).toBe("'self'");
    expect(built['connect-src']).toBe("'none'");
  });

  it('gives an unknown page the strictest policy', () => {
    expect(policyOf('other.html', 'build')).toBe(policyOf('embed.html', 'build'));
  });

  it('lets the development server reach its page', () => {
    expect(directives(policyOf('embed.html', 'serve'))['connect-src']).toBe("'self' ws:");
  });
});
