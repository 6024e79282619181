/** Text of the first element of a name, without comments: enough for the few fields that tools read of a pom.xml or .csproj. */
export function elementText(text: string, name: string): string | undefined {
  const open = text.indexOf(`<${name}>`);
  const close = open === -1 ? -1 : text.indexOf(`</${name}>`, open);
  return close === -1 ? undefined : text.slice(open + name.length + 2, close).trim();
}

/** Texts of all elements of a name, as far as they do not hold each other. */
export function elementTexts(text: string, name: string): string[] {
  return text
    .split(`<${name}>`)
    .slice(1)
    .flatMap((part) =>
      part.includes(`</${name}>`) ? [(part.split(`</${name}>`)[0] ?? '').trim()] : [],
    );
}

/** The text without the elements of these names. */
export function withoutElements(text: string, names: readonly string[]): string {
  let rest = text;
  for (const name of names) {
    rest = rest
      .split(`<${name}>`)
      .map((part, at) => (at === 0 ? part : part.split(`</${name}>`).slice(1).join(`</${name}>`)))
      .join('');
  }
  return rest;
}
