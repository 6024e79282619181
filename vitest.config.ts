import { defineConfig } from 'vitest/config';

const room = (name: string, environment: 'node' | 'jsdom') => ({
  extends: './vite.config.ts' as const,
  test: {
    name,
    environment,
    include: [`tests/${name}/**/*.test.{ts,tsx}`],
    restoreMocks: true,
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
    ],
  },
});
