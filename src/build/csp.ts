import type { Plugin } from 'vite';

type Directives = Record<string, string>;

/** What every page may do; whatever is not named here is forbidden by `default-src`. */
const common: Directives = {
  'default-src': "'none'",
  'script-src': "'self'",
  'worker-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' data:",
  'font-src': "'self'",
  'connect-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
};

/** What one page needs beyond `common`, by file name. */
const pages: Record<string, Directives> = {
  'embed.html': {},
  'index.html': {
    // Monaco writes its theme and its measured sizes into style elements.
    'style-src': "'self' 'unsafe-inline'",
    // The share dialog shows the embed that it gives away.
    'frame-src': "'self'",
  },
};

/** Vite's dev server writes inline scripts and styles and talks to the page over a web socket. */
const development: Directives = {
  'script-src': "'self' 'unsafe-inline'",
  'style-src': "'self' 'unsafe-inline'",
  'connect-src': "'self' ws:",
};

/**
 * The Content-Security-Policy of a page, as one line.
 * @param page file name, like `embed.html`; an unknown page gets the strictest policy
 */
export function policyOf(page: string, mode: 'build' | 'serve'): string {
  const directives = { ...common, ...pages[page], ...(mode === 'serve' ? development : {}) };
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');
}

/** Writes the policy as the first element of each page's head, so that nothing loads before it. */
export function contentSecurityPolicy(): Plugin {
  let mode: 'build' | 'serve' = 'build';
  return {
    name: 'pipeglass:csp',
    configResolved: ({ command }) => {
      mode = command;
    },
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { path }) => [
        {
          tag: 'meta',
          attrs: {
            'http-equiv': 'Content-Security-Policy',
            content: policyOf(path.slice(path.lastIndexOf('/') + 1), mode),
          },
          injectTo: 'head-prepend',
        },
      ],
    },
  };
}
