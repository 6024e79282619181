/** Sections of an INI file: name → settings. */
export type Ini = Map<string, Map<string, string>>;

export function parseIni(text: string): Ini {
  const sections: Ini = new Map();
  let section = new Map<string, string>();
  for (const line of text.split('\n')) {
    const header = /^\s*\[([^\]]*)\]/.exec(line);
    if (header !== null) {
      const name = (header[1] ?? '').trim();
      section = sections.get(name) ?? new Map();
      sections.set(name, section);
      continue;
    }
    const equals = line.indexOf('=');
    if (equals > 0 && !/^\s*[#;]/.test(line)) {
      section.set(line.slice(0, equals).trim(), line.slice(equals + 1).trim());
    }
  }
  return sections;
}

export const printIni = (sections: Ini): string =>
  [...sections]
    .map(([name, values]) => `[${name}]\n${[...values].map(([k, v]) => `${k} = ${v}\n`).join('')}`)
    .join('\n');
