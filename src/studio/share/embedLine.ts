import type { SharedState } from '../../share/link.ts';
import { isChanged } from '../../share/state.ts';

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string) => text.replace(/[&<>"]/g, (char) => escapes[char] ?? char);

/**
 * The HTML line that embeds a state.
 * @param page address of the folder of `embed.html`, with its slash
 */
export function embedLine(
  page: string,
  state: SharedState,
  fragment: string,
  name: string,
): string {
  const query = new URLSearchParams({ scenario: state.scenario });
  if (state.at !== undefined) query.set('at', state.at);
  const address = isChanged(state) ? `${page}embed.html#${fragment}` : `${page}embed.html?${query}`;
  return `<iframe src="${escaped(address)}" title="${escaped(`Pipeglass: ${name}`)}" width="100%" height="560" loading="lazy" style="border:0"></iframe>`;
}
