import type { Range } from '../../../simulator/diagnostics.ts';
import type { LineMark } from './marks.ts';
import { monaco, paint } from './monaco.ts';

export const options: monaco.editor.IStandaloneEditorConstructionOptions = {
  theme: 'pipeglass',
  automaticLayout: true,
  fontFamily: '"JetBrains Mono Variable", "JetBrains Mono", ui-monospace, monospace',
  fontLigatures: false,
  tabSize: 2,
  insertSpaces: true,
  detectIndentation: false,
  tabFocusMode: true,
  minimap: { enabled: false },
  overviewRulerLanes: 0,
  hideCursorInOverviewRuler: true,
  glyphMargin: true,
  folding: false,
  lineNumbersMinChars: 3,
  lineDecorationsWidth: 10,
  renderLineHighlight: 'line',
  renderLineHighlightOnlyWhenFocus: true,
  scrollBeyondLastLine: false,
  padding: { top: 4, bottom: 12 },
  scrollbar: {
    verticalScrollbarSize: 10,
    horizontalScrollbarSize: 10,
    alwaysConsumeMouseWheel: false,
  },
  contextmenu: false,
  links: false,
  colorDecorators: false,
  wordBasedSuggestions: 'off',
  quickSuggestions: { other: true, strings: true, comments: false },
  suggest: { showStatusBar: false, preview: false },
  // Enter takes what was chosen with the arrow keys; otherwise it begins a new line.
  suggestSelection: 'first',
  unicodeHighlight: { ambiguousCharacters: false, invisibleCharacters: true },
  occurrencesHighlight: 'off',
  fixedOverflowWidgets: true,
  accessibilitySupport: 'auto',
};

export const toMonaco = (range: Range): monaco.IRange => ({
  startLineNumber: range.startLine,
  startColumn: range.startColumn,
  endLineNumber: range.endLine,
  endColumn: range.endColumn,
});

const glyphs = { failed: 'code-glyph-failed', now: 'code-glyph-now', shown: 'code-glyph-shown' };
const { NeverGrowsWhenTypingAtEdges } = monaco.editor.TrackedRangeStickiness;

/** One line has one colour: what is happening there now goes before what failed there. */
export function decorations(marks: readonly LineMark[]): monaco.editor.IModelDeltaDecoration[] {
  const taken = new Set(
    marks.filter(({ kind }) => kind !== 'failed').map(({ range }) => range.startLine),
  );
  return marks.flatMap(({ range, kind, message }) => {
    const place = toMonaco(range);
    const hover = { value: message, isTrusted: false, supportHtml: false };
    const isOneLine = range.startLine === range.endLine;
    const sign = {
      range: { ...place, endLineNumber: range.startLine, endColumn: range.startColumn },
      options: { glyphMarginClassName: glyphs[kind], glyphMarginHoverMessage: hover },
    };
    const coloured = kind !== 'failed' || !taken.has(range.startLine);
    const line = {
      range: place,
      options: {
        isWholeLine: true,
        ...(coloured && { className: `code-line-${kind}` }),
        hoverMessage: hover,
        stickiness: NeverGrowsWhenTypingAtEdges,
      },
    };
    const underlined = { range: place, options: { inlineClassName: 'code-text-failed' } };
    return kind === 'failed' && isOneLine ? [line, sign, underlined] : [line, sign];
  });
}

/** Repaint when the page changes its theme. */
export function watchTheme(): () => void {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const observer = new MutationObserver(paint);
  observer.observe(document.documentElement, {
    attributes: true,
    attributeFilter: ['data-theme', 'class'],
  });
  system.addEventListener('change', paint);
  return () => {
    observer.disconnect();
    system.removeEventListener('change', paint);
  };
}
