import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  // Relative addresses: the built site works under any path, and from a folder of an archive.
  base: './',
  plugins: [react()],
  resolve: {
    alias: {
      // Monaco ≥ 0.56 maps `monaco-editor/x` to `esm/vs/x.js`, so monaco-yaml's older path has to be led there.
      'monaco-editor/esm/vs/editor/editor.worker.js': 'monaco-editor/editor/editor.worker.js',
    },
  },
  worker: { format: 'es' },
  build: {
    target: 'es2023',
    manifest: true,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: { index: here('index.html'), embed: here('embed.html') } },
  },
});
