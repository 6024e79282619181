import {
  angular,
  type Builder,
  below,
  esbuild,
  folderBuilder,
  next,
  option,
  rollup,
  typescript,
  webpack,
} from './makers.ts';

const plain = { key: 'outDir', option: '--outDir', usual: 'dist', says: '' };

/** Programs of npm packages that build, by name: the folders are the projects' own defaults. */
export const builders: ReadonlyMap<string, Builder> = new Map<string, Builder>([
  ['astro', folderBuilder({ ...plain, stem: 'astro.config', files: ['index.html'] })],
  [
    'docusaurus',
    folderBuilder({
      ...plain,
      stem: 'docusaurus.config',
      usual: 'build',
      option: '--out-dir',
      files: ['index.html'],
    }),
  ],
  ['esbuild', esbuild],
  [
    'gatsby',
    folderBuilder({ ...plain, stem: 'gatsby-config', usual: 'public', files: ['index.html'] }),
  ],
  ['next', next],
  ['ng', angular],
  [
    'nuxt',
    folderBuilder({
      ...plain,
      stem: 'nuxt.config',
      command: 'generate',
      usual: '.output/public',
      files: ['index.html'],
    }),
  ],
  [
    'parcel',
    folderBuilder({ ...plain, stem: '.parcelrc', option: '--dist-dir', files: ['index.html'] }),
  ],
  [
    'react-scripts',
    folderBuilder({
      ...plain,
      stem: 'craco.config',
      usual: 'build',
      files: ['index.html', 'asset-manifest.json', 'static/js/main.js'],
      says: 'Creating an optimized production build...\nCompiled successfully.\n',
    }),
  ],
  ['rollup', rollup],
  [
    'storybook',
    folderBuilder({
      ...plain,
      stem: '.storybook/main',
      usual: 'storybook-static',
      option: '-o',
      files: ['index.html'],
    }),
  ],
  ['tsc', typescript],
  [
    'tsup',
    async (_, args) => ({
      stdout: '',
      files: below(option(args, '-d', '--out-dir') ?? 'dist', 'index.js'),
    }),
  ],
  [
    'vite',
    folderBuilder({
      ...plain,
      stem: 'vite.config',
      files: ['index.html', 'assets/index.js'],
      says: '✓ built\n',
    }),
  ],
  [
    'vue-cli-service',
    folderBuilder({
      ...plain,
      stem: 'vue.config',
      key: 'outputDir',
      option: '--dest',
      files: ['index.html', 'js/app.js'],
      says: ' DONE  Build complete.\n',
    }),
  ],
  ['webpack', webpack],
]);
