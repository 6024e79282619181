/** Monaco, with no more of it than a text of a few hundred lines needs. Loaded on the first intent to edit. */

import EditorWorker from 'monaco-editor/editor/editor.worker.js?worker';
import * as monaco from 'monaco-editor/editor.js';
import 'monaco-editor/features/codeEditor/register.js';
import 'monaco-editor/editor/contrib/suggest/browser/suggestController.js';
import 'monaco-editor/features/bracketMatching/register.js';
import 'monaco-editor/features/caretOperations/register.js';
import 'monaco-editor/features/clipboard/register.js';
import 'monaco-editor/features/codeAction/register.js';
import 'monaco-editor/features/codicon/register.js';
import 'monaco-editor/features/comment/register.js';
import 'monaco-editor/features/find/register.js';
import 'monaco-editor/features/folding/register.js';
import 'monaco-editor/features/gotoError/register.js';
import 'monaco-editor/features/hover/register.js';
import 'monaco-editor/features/indentation/register.js';
import 'monaco-editor/features/linesOperations/register.js';
import 'monaco-editor/features/multicursor/register.js';
import 'monaco-editor/features/smartSelect/register.js';
import 'monaco-editor/features/wordOperations/register.js';
import { type Language, type LineState, tokenizers } from '../highlight/tokens.ts';

export { monaco };

/** Sizes follow the reader's own text size; those of the plain view before the editor are the same in rem. */
export function metrics(): { fontSize: number; lineHeight: number } {
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
  return { fontSize: 0.78125 * rem, lineHeight: 1.25 * rem };
}

self.MonacoEnvironment = { getWorker: () => new EditorWorker() };

const brackets: monaco.languages.CharacterPair[] = [
  ['{', '}'],
  ['[', ']'],
];
const pairs = [...brackets, ['"', '"'], ["'", "'"]].map(([open = '', close = '']) => ({
  open,
  close,
}));
const settings: Record<Language, monaco.languages.LanguageConfiguration> = {
  yaml: {
    comments: { lineComment: '#' },
    brackets,
    autoClosingPairs: pairs,
    onEnterRules: [
      {
        beforeText: /:\s*(?:[|>][-+]?)?\s*$/,
        action: { indentAction: monaco.languages.IndentAction.Indent },
      },
    ],
    folding: { offSide: true },
  },
  json: { brackets, autoClosingPairs: pairs },
  plaintext: {},
};

class Line implements monaco.languages.IState {
  readonly block: LineState;
  constructor(block: LineState) {
    this.block = block;
  }
  clone(): Line {
    return this;
  }
  equals(other: monaco.languages.IState): boolean {
    return other instanceof Line && other.block === this.block;
  }
}

for (const id of ['yaml', 'json'] as const) {
  monaco.languages.register({ id });
  monaco.languages.setLanguageConfiguration(id, settings[id]);
  monaco.languages.setTokensProvider(id, {
    getInitialState: () => new Line(null),
    tokenize: (line, state) => {
      const { tokens, state: next } = tokenizers[id](
        line,
        state instanceof Line ? state.block : null,
      );
      return {
        tokens: tokens.map(({ start, kind }) => ({ startIndex: start, scopes: kind })),
        endState: new Line(next),
      };
    },
  });
}

/** Design token behind each part of the editor. */
const colours = {
  'editor.background': '--surface',
  'editor.foreground': '--fg',
  'editorCursor.foreground': '--fg',
  'editorLineNumber.foreground': '--fg-faint',
  'editorLineNumber.activeForeground': '--fg',
  'editorIndentGuide.background1': '--line',
  'editorIndentGuide.activeBackground1': '--line-strong',
  'editorError.foreground': '--bad',
  'editorWarning.foreground': '--warn',
  'editorInfo.foreground': '--busy',
  'editorWidget.background': '--raised',
  'editorWidget.foreground': '--fg',
  'editorWidget.border': '--line-strong',
  'editorHoverWidget.background': '--raised',
  'editorHoverWidget.border': '--line-strong',
  'menu.background': '--raised',
  'menu.foreground': '--fg',
  'input.background': '--surface',
  'input.foreground': '--fg',
  'input.border': '--line-strong',
  'editorSuggestWidget.background': '--raised',
  'editorSuggestWidget.border': '--line-strong',
  'editorSuggestWidget.foreground': '--fg',
  'editorSuggestWidget.highlightForeground': '--busy',
  'editorSuggestWidget.focusHighlightForeground': '--busy',
  'editorSuggestWidget.selectedForeground': '--fg',
  'editorSuggestWidget.selectedIconForeground': '--fg',
  'editorSuggestWidget.selectedBackground': '--line-strong',
  focusBorder: '--pipeline',
} as const;
const tokenColours = {
  plain: '--fg',
  key: '--busy',
  string: '--ok',
  number: '--build',
  keyword: '--build',
  comment: '--fg-faint',
} as const;

/** Any CSS colour as `#rrggbb` or `#rrggbbaa`: Monaco takes nothing else. */
function hex(colour: string, canvas: CanvasRenderingContext2D): string {
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = colour;
  canvas.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = canvas.getImageData(0, 0, 1, 1).data;
  return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

/** Read the tokens of the page's theme as it is now, and paint every editor with them. */
export function paint(): void {
  const style = getComputedStyle(document.documentElement);
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (canvas === null) return;
  const read = (token: string) => hex(style.getPropertyValue(token).trim(), canvas);
  const dark =
    style.colorScheme.includes('dark') || document.documentElement.dataset.theme === 'dark';
  const soft = (token: string, alpha: string) => read(token) + alpha;
  monaco.editor.defineTheme('pipeglass', {
    base: dark ? 'vs-dark' : 'vs',
    inherit: false,
    rules: Object.entries(tokenColours).map(([token, colour]) => ({
      token,
      foreground: read(colour).slice(1),
    })),
    colors: {
      ...Object.fromEntries(Object.entries(colours).map(([part, token]) => [part, read(token)])),
      'editor.selectionBackground': soft('--pipeline', '55'),
      'editor.inactiveSelectionBackground': soft('--pipeline', '2a'),
      'editor.lineHighlightBackground': soft('--line', '66'),
      'editor.lineHighlightBorder': '#00000000',
      'editor.findMatchBackground': soft('--warn', '66'),
      'editor.findMatchHighlightBackground': soft('--warn', '33'),
      'editorBracketMatch.background': soft('--pipeline', '33'),
      'editorBracketMatch.border': '#00000000',
      'scrollbarSlider.background': soft('--line-strong', '99'),
      'scrollbarSlider.hoverBackground': soft('--line-strong', 'cc'),
      'scrollbarSlider.activeBackground': soft('--line-strong', 'ff'),
    },
  });
  monaco.editor.setTheme('pipeglass');
}
