/**
 * dash knows neither `$'…'` nor `$"…"`: there the `$` is a plain character. Escapes such a `$`, so that the bash grammar reads
 * it that way too.
 */
export function plainDollarQuotes(text: string): string {
  if (!/\$['"]/.test(text)) return text;
  let out = '';
  let quote = '';
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i);
    if (c === '\\' && quote !== "'") {
      out += c + text.charAt(++i);
    } else if (quote === '' && c === '#' && /\s|^$/.test(text.charAt(i - 1))) {
      const end = text.indexOf('\n', i);
      const comment = text.slice(i, end === -1 ? text.length : end);
      out += comment;
      i += comment.length - 1;
    } else if (quote === '' && c === '$' && /['"]/.test(text.charAt(i + 1))) {
      out += '\\$';
    } else {
      if (quote === '' && (c === "'" || c === '"')) quote = c;
      else if (quote === c) quote = '';
      out += c;
    }
  }
  return out;
}
