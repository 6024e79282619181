import type { Diagnostic, Range } from '../../../simulator/diagnostics.ts';
import type { CompletionSource } from '../completion/types.ts';
import type { Language } from '../highlight/tokens.ts';
import { offerCompletion } from './completion.ts';
import type { LineMark } from './marks.ts';
import { metrics, monaco, paint } from './monaco.ts';
import { decorations, options, toMonaco, watchTheme } from './options.ts';
import { offerFixes } from './quickFixes.ts';

/** What the editor tells its owner. */
export interface SurfaceEvents {
  onEdit(text: string): void;
  /** What the open document is completed from; null: nothing is offered. */
  completion: CompletionSource | null;
  /** Does Tab leave the editor (true) or indent? */
  onTabMode(leaves: boolean): void;
}

const lineFeed = monaco.editor.EndOfLinePreference.LF;
const severities = {
  error: monaco.MarkerSeverity.Error,
  warning: monaco.MarkerSeverity.Warning,
  info: monaco.MarkerSeverity.Info,
};

let addresses = 0;
/** An address for a document's model; an earlier editor may still hold one of the same document. */
const addressOf = (id: string): monaco.Uri =>
  monaco.Uri.from({ scheme: 'inmemory', authority: 'studio', path: `/${addresses++}/${id}` });

/** One Monaco editor for all documents of the pane; each keeps its undo history and its place. */
export class CodeSurface {
  readonly #editor: monaco.editor.IStandaloneCodeEditor;
  readonly #events: () => SurfaceEvents;
  readonly #models = new Map<string, monaco.editor.ITextModel>();
  readonly #views = new Map<string, monaco.editor.ICodeEditorViewState | null>();
  readonly #marks: monaco.editor.IEditorDecorationsCollection;
  readonly #cleanUp: (() => void)[];
  #open = '';
  #diagnostics: readonly Diagnostic[] = [];
  /** A change that the learner did not type. */
  #quiet = false;

  constructor(host: HTMLElement, events: () => SurfaceEvents) {
    this.#events = events;
    paint();
    this.#editor = monaco.editor.create(host, { ...options, ...metrics(), model: null });
    this.#marks = this.#editor.createDecorationsCollection();
    this.#cleanUp = [
      watchTheme(),
      offerFixes(() => this.#diagnostics),
      offerCompletion(() => this.#events().completion),
    ];
    this.#addKeys();
  }

  #addKeys(): void {
    let leaves = true;
    this.#editor.addAction({
      id: 'pipeglass.tabMode',
      label: 'Tab indents, or leaves the editor',
      keybindings: [
        monaco.KeyMod.CtrlCmd | monaco.KeyCode.KeyM,
        monaco.KeyMod.WinCtrl | monaco.KeyMod.Shift | monaco.KeyCode.KeyM,
      ],
      run: () => {
        leaves = !leaves;
        this.#editor.updateOptions({ tabFocusMode: leaves });
        this.#events().onTabMode(leaves);
      },
    });
  }

  /** Show a document; a text that differs from what is on the screen replaces it, undoably. */
  show(id: string, label: string, language: Language, text: string): void {
    const model = this.#models.get(id) ?? this.#make(id, language, text);
    if (this.#open !== id) {
      this.#views.set(this.#open, this.#editor.saveViewState());
      this.#open = id;
      this.#editor.setModel(model);
      this.#editor.restoreViewState(this.#views.get(id) ?? null);
      this.#editor.updateOptions({ ariaLabel: label });
    }
    const wanted = text.replace(/\r\n?/g, '\n');
    if (model.getValue(lineFeed) === wanted) return;
    this.#quiet = true;
    const whole = { range: model.getFullModelRange(), text: wanted };
    model.pushEditOperations([], [whole], () => null);
    this.#quiet = false;
  }

  #make(id: string, language: Language, text: string): monaco.editor.ITextModel {
    const model = monaco.editor.createModel(text, language, addressOf(id));
    // Its own chunk, with a worker of its own: not before there is a buildspec to edit.
    if (id === 'buildspec') void import('./yaml.ts').catch(() => undefined);
    model.setEOL(monaco.editor.EndOfLineSequence.LF);
    const bracketColorizationOptions = {
      enabled: false,
      independentColorPoolPerBracketType: false,
    };
    model.updateOptions({ bracketColorizationOptions });
    model.onDidChangeContent(() => {
      if (!this.#quiet) this.#events().onEdit(model.getValue(lineFeed));
    });
    this.#models.set(id, model);
    return model;
  }

  /** Findings about the open document. */
  setDiagnostics(diagnostics: readonly Diagnostic[]): void {
    this.#diagnostics = diagnostics;
    const model = this.#editor.getModel();
    if (model === null) return;
    const markers = diagnostics.map(({ severity, message, code, range }) => ({
      ...toMonaco(range),
      severity: severities[severity],
      message,
      code,
    }));
    monaco.editor.setModelMarkers(model, 'pipeglass', markers);
  }

  /** Marks in the open document. */
  setMarks(marks: readonly LineMark[]): void {
    this.#marks.set(decorations(marks));
  }

  reveal(range: Range): void {
    // By lines: the end of a long line would push its beginning out of sight.
    const now = monaco.editor.ScrollType.Immediate;
    this.#editor.setPosition({ lineNumber: range.startLine, column: range.startColumn });
    this.#editor.revealLinesInCenterIfOutsideViewport(range.startLine, range.endLine, now);
    this.#editor.setScrollLeft(0, now);
  }

  /** @param offset in the open text */
  focusAt(offset: number): void {
    const position = this.#editor.getModel()?.getPositionAt(offset);
    if (position !== undefined) this.#editor.setPosition(position);
    this.#editor.focus();
  }

  dispose(): void {
    for (const undo of this.#cleanUp) undo();
    this.#editor.dispose();
    for (const model of this.#models.values()) model.dispose();
  }
}
