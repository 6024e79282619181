import { useEffect, useRef, useState } from 'react';
import type { Diagnostic, Range } from '../../../simulator/diagnostics.ts';
import type { Language } from '../highlight/tokens.ts';
import type { LineMark } from './marks.ts';
import { CodeSurface, type SurfaceEvents } from './surface.ts';

export interface CodeEditorProps extends SurfaceEvents {
  id: string;
  label: string;
  language: Language;
  text: string;
  diagnostics: readonly Diagnostic[];
  marks: readonly LineMark[];
  /** A new object scrolls there. */
  reveal: Range | null;
  /** Take the focus on arrival, at this offset: the learner was in the plain view. */
  caret: number | null;
}

/** Monaco as a component. Give it a new `key` when the set of documents changes. */
export function CodeEditor(props: CodeEditorProps) {
  const { id, label, language, text, diagnostics, marks, reveal, caret } = props;
  const host = useRef<HTMLDivElement>(null);
  const events = useRef<SurfaceEvents>(props);
  const [surface, setSurface] = useState<CodeSurface | null>(null);

  useEffect(() => {
    events.current = props;
  });
  useEffect(() => {
    if (host.current === null) return;
    const made = new CodeSurface(host.current, () => events.current);
    setSurface(made);
    return () => made.dispose();
  }, []);
  useEffect(() => surface?.show(id, label, language, text), [surface, id, label, language, text]);
  useEffect(() => surface?.setDiagnostics(diagnostics), [surface, diagnostics]);
  useEffect(() => surface?.setMarks(marks), [surface, marks]);
  useEffect(() => {
    if (reveal !== null) surface?.reveal(reveal);
  }, [surface, reveal]);
  useEffect(() => {
    if (caret !== null) surface?.focusAt(caret);
  }, [surface, caret]);

  return <div ref={host} className="code-host" />;
}
