import { readBundle } from './.ci/bundle.mjs';

const { player, shell, panels, recordings } = readBundle();
const inDist = (files) => files.map((file) => `dist/${file}`);
const check = (name, files, limit) => ({ name, path: inDist(files), limit, gzip: true });

// The budgets of the architecture's three tiers.
export default [
  check('player: first JavaScript of an embed', player, '190 KiB'),
  ...(shell.length > 0 ? [check('studio shell: on top of the player', shell, '60 KiB')] : []),
  // With its tab or dialog; the terminal brings xterm.js.
  ...panels.map((file) => {
    const name = file.replace(/^.*\/|-[^-]*\.js$/g, '');
    return check(`panel ${name}`, [file], name === 'ShellDock' ? '90 KiB' : '16 KiB');
  }),
  ...recordings.map((file) => check(file.replace(/^.*\/|-[^-]*\.js$/g, ''), [file], '40 KiB')),
];
