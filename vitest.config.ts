import { defineConfig } from 'vitest/config';

/** Tests of speed: they run last, one after another, so that nothing else takes their time. */
const speed = 'tests/**/speed.test.ts';

const room = (name: string, environment: 'node' | 'jsdom') => ({
  extends: './vite.config.ts' as const,
  test: {
    name,
    environment,
    include: [`tests/${name}/**/*.test.{ts,tsx}`],
    exclude: [speed],
    restoreMocks: true,
    // Property tests make hundreds of cases; a machine may be busy with other things too.
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});

export default defineConfig({
  test: {
    // Two cores: more workers only slow each other.
    maxWorkers: 2,
    projects: [
      room('unit', 'node'),
      room('component', 'jsdom'),
      room('corpus', 'node'),
      room('conformance', 'node'),
      {
        extends: './vite.config.ts',
        test: {
          name: 'speed',
          include: [speed],
          testTimeout: 30_000,
          retry: 3,
          maxWorkers: 1,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
