import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { contentSecurityPolicy } from './src/build/csp.ts';
import { jmespathDice } from './src/build/jmespathDice.ts';
import { moduleReport } from './src/build/moduleReport.ts';
import { builtInRecordings, recordingChunk } from './src/build/recordings.ts';
import { storyboardPage } from './src/build/storyboard.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** What studio and embed share is the player, whichever of its modules the bundler names it after. */
const playerChunk = (modules: readonly string[]): string | null =>
  modules.some((id) => id.endsWith('/src/player/store.ts')) ? 'player' : null;

export default defineConfig({
  // Relative addresses: the built site works under any path.
  base: './',
  // Two pages, no fallback: an address that names no file is an error, in tests too.
  appType: 'mpa',
  plugins: [
    react(),
    builtInRecordings(),
    storyboardPage(),
    contentSecurityPolicy(),
    moduleReport(),
  ],
  resolve: {
    alias: {
      // Monaco ≥ 0.56 maps `monaco-editor/x` to `esm/vs/x.js`, so monaco-yaml's older path is led there.
      'monaco-editor/esm/vs/editor/editor.worker.js': 'monaco-editor/editor/editor.worker.js',
    },
  },
  worker: { format: 'es', plugins: () => [jmespathDice()] },
  // The worker's packages are found at the start of dev, not in the middle of the first edit.
  optimizeDeps: { entries: ['index.html', 'embed.html', 'src/worker/simulator.worker.ts'] },
  build: {
    target: 'es2023',
    manifest: true,
    // Both would put inline code into the page or a data: address under the policy of `csp.ts`.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    // Monaco is one large chunk by nature; what may be large is judged by the size check.
    chunkSizeWarningLimit: 5000,
    rolldownOptions: {
      input: { index: here('index.html'), embed: here('embed.html') },
      checks: { pluginTimings: false },
      output: {
        chunkFileNames: ({ facadeModuleId, moduleIds }) =>
          `assets/${recordingChunk(facadeModuleId) ?? playerChunk(moduleIds) ?? '[name]'}-[hash].js`,
      },
    },
  },
});
