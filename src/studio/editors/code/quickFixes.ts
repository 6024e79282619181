import type { Diagnostic } from '../../../simulator/diagnostics.ts';
import { monaco } from './monaco.ts';

/**
 * Offers the fixes that our parsers know, as the editor's quick fixes.
 * @returns stops offering them
 */
export function offerFixes(diagnostics: () => readonly Diagnostic[]): () => void {
  const provider: monaco.languages.CodeActionProvider = {
    provideCodeActions: (model, range) => {
      const actions = diagnostics().flatMap(
        ({ fix, range: found }): monaco.languages.CodeAction[] => {
          if (fix === undefined) return [];
          if (found.endLine < range.startLineNumber || found.startLine > range.endLineNumber)
            return [];
          const { startLine, startColumn, endLine, endColumn } = fix.range;
          const place = {
            startLineNumber: startLine,
            startColumn,
            endLineNumber: endLine,
            endColumn,
          };
          const edit = {
            resource: model.uri,
            versionId: model.getVersionId(),
            textEdit: { range: place, text: fix.newText },
          };
          return [
            { title: fix.title, kind: 'quickfix', isPreferred: true, edit: { edits: [edit] } },
          ];
        },
      );
      return { actions, dispose: () => {} };
    },
  };
  const offered = monaco.languages.registerCodeActionProvider(['yaml', 'json'], provider);
  return () => offered.dispose();
}
