import { fileURLToPath } from 'node:url';
import { type Plugin, runnerImport } from 'vite';
import type { Recording } from '../simulator/recording/types.ts';
import type { Scenario } from '../simulator/scenario/types.ts';

const sourceFolder = fileURLToPath(new URL('..', import.meta.url));
const scenariosDoor = `${sourceFolder}scenarios/index.ts`;
const storyboardDoor = `${sourceFolder}player/storyboard/index.ts`;

interface Storyboards {
  storyboard(recording: Recording, position: number, width: number): string;
  beforePush(scenario: Scenario): Recording;
}
/** Widths of the two pictures, CSS px: a studio's pane, and a phone. */
const widths = { wide: 696, narrow: 390 };
/** Pages that get the picture, by the empty root that it is put into. */
const emptyRoot = '<div id="root"></div>';

const words = {
  title: 'What happens after git push',
  body: 'Step through a push to AWS: the pipeline, the build and its container, the role and its temporary credentials, and what is left in the end.',
  noScript: 'This is the first frame. With scripts allowed, it plays.',
};

async function firstFrame(): Promise<string> {
  const inline = { configFile: false as const, logLevel: 'error' as const };
  const [content, player] = await Promise.all([
    runnerImport<{ scenarios: Scenario[] }>(scenariosDoor, inline),
    runnerImport<Storyboards>(storyboardDoor, inline),
  ]);
  const scenario = content.module.scenarios[0];
  if (scenario === undefined) return '';
  const { storyboard, beforePush } = player.module;
  const recording = beforePush(scenario);
  return [
    '<div class="studio" data-arrangement="static">',
    '<header class="header"><h1 class="logo">Pipeglass</h1></header>',
    '<div class="pane-editors"></div>',
    `<main class="pane-picture"><div class="picture">${storyboard(recording, 0, widths.wide)}${storyboard(recording, 0, widths.narrow)}</div></main>`,
    `<div class="pane-inspector"><section class="narration"><h2>${words.title}</h2><p>${words.body}</p><noscript><p>${words.noScript}</p></noscript></section></div>`,
    '<div class="player-bar"></div>',
    '</div>',
  ].join('');
}

/** Writes the first frame of the first scenario into the studio's page: it is seen before any script has run. */
export function storyboardPage(): Plugin {
  return {
    name: 'pipeglass:storyboard',
    transformIndexHtml: {
      order: 'pre',
      handler: async (html) => {
        if (!html.includes(emptyRoot)) return html;
        const frame = await firstFrame();
        return html.replace(emptyRoot, () => `<div id="root">${frame}</div>`);
      },
    },
  };
}
