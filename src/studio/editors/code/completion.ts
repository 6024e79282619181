import { completePolicy } from '../completion/policy.ts';
import type { CompletionSource, Suggestion } from '../completion/types.ts';
import { monaco } from './monaco.ts';

const { CompletionItemKind } = monaco.languages;
const kinds: Record<Suggestion['sort'], monaco.languages.CompletionItemKind> = {
  element: CompletionItemKind.Property,
  value: CompletionItemKind.Value,
  action: CompletionItemKind.Function,
  service: CompletionItemKind.Module,
};

/**
 * Offers what can stand at the cursor of a policy.
 * @param source of the open document; null for other documents
 * @returns stops offering it
 */
export function offerCompletion(source: () => CompletionSource | null): () => void {
  const provider: monaco.languages.CompletionItemProvider = {
    triggerCharacters: ['"', ':'],
    provideCompletionItems: async (model, position) => {
      const given = source();
      if (given === null) return { suggestions: [] };
      const offset = model.getOffsetAt(position);
      const found = await completePolicy(model.getValue(), offset, given);
      if (found === null) return { suggestions: [] };
      const range = monaco.Range.fromPositions(
        model.getPositionAt(found.start),
        model.getPositionAt(found.end),
      );
      const again = { id: 'editor.action.triggerSuggest', title: 'Go on' };
      return {
        suggestions: found.items.map(({ insert, label, detail, sort, goesOn }, index) => ({
          label,
          detail,
          kind: kinds[sort],
          insertText: insert,
          filterText: JSON.stringify(label),
          sortText: `${index}`.padStart(5, '0'),
          range,
          ...(goesOn && { command: again }),
        })),
      };
    },
  };
  const offered = monaco.languages.registerCompletionItemProvider('json', provider);
  return () => offered.dispose();
}
