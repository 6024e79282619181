/** Where the built site stands during the browser tests; two origins and a sub-path. */
const firstPort = Number(process.env.E2E_PORT ?? 4273);

export const ports = { site: firstPort, subPath: firstPort + 1, other: firstPort + 2 } as const;

export const subPath = '/some/sub/path/';

export const places = {
  /** `vite preview` of the build, as a developer sees it. */
  site: `http://localhost:${ports.site}/`,
  /** The same files, under a sub-path of another origin. */
  subPath: `http://localhost:${ports.subPath}${subPath}`,
  /** The same files at the root of a third origin: pages of other people. */
  other: `http://localhost:${ports.other}/`,
} as const;
