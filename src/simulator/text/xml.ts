/** An element of an XML document. Names are without namespace prefix. */
export interface XmlElement {
  name: string;
  attributes: ReadonlyMap<string, string>;
  children: XmlElement[];
  /** Its own text, CDATA included, without that of its children. */
  text: string;
}

/** Bounds for documents that come from strangers' builds. */
const limits = { characters: 4_000_000, elements: 100_000, depth: 100 };

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

/** Entities that a document declares itself are left as they are: nothing is ever expanded twice. */
function unescaped(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|\w{1,8});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return (Object.hasOwn(entities, name) && entities[name]) || whole;
    const hex = name[1] === 'x' || name[1] === 'X';
    const code = hex ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);
const namePattern = /[^\s/>=]+/y;
const attributePattern = /\s*([^\s/>=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/y;

/** What stands between angle brackets without being an element: comment, CDATA, declaration. */
const skipped: readonly { open: string; close: string; text?: true }[] = [
  { open: '<!--', close: '-->' },
  { open: '<![CDATA[', close: ']]>', text: true },
  { open: '<?', close: '?>' },
  { open: '<!', close: '>' },
];

/**
 * The root element of an XML document. Reads what tools write: no document types, no entities of the document's own.
 * @returns null when it is not well-formed, or larger than the limits
 */
export function parseXml(text: string): XmlElement | null {
  if (text.length > limits.characters) return null;
  const top: XmlElement = { name: '', attributes: new Map(), children: [], text: '' };
  const open: XmlElement[] = [top];
  let count = 0;
  for (let at = 0; at < text.length; ) {
    const parent = open.at(-1) ?? top;
    const next = text.indexOf('<', at);
    const before = text.slice(at, next === -1 ? text.length : next);
    if (open.length > 1) parent.text += unescaped(before);
    else if (before.replace('\uFEFF', '').trim() !== '') return null;
    if (next === -1) break;
    const skip = skipped.find((each) => text.startsWith(each.open, next));
    if (skip !== undefined) {
      const end = text.indexOf(skip.close, next + skip.open.length);
      if (end === -1) return null;
      if (skip.text) parent.text += text.slice(next + skip.open.length, end);
      at = end + skip.close.length;
    } else if (text[next + 1] === '/') {
      const end = text.indexOf('>', next);
      const name = localName(text.slice(next + 2, end).trim());
      if (end === -1 || open.length === 1 || name !== parent.name) return null;
      open.pop();
      at = end + 1;
    } else {
      const tag = readTag(text, next + 1);
      if (tag === null || ++count > limits.elements || open.length > limits.depth) return null;
      parent.children.push(tag.element);
      if (!tag.closed) open.push(tag.element);
      at = tag.end;
    }
  }
  return open.length === 1 && top.children.length === 1 ? (top.children[0] ?? null) : null;
}

/** A start tag from its name on. */
function readTag(
  text: string,
  from: number,
): { element: XmlElement; closed: boolean; end: number } | null {
  namePattern.lastIndex = from;
  const name = namePattern.exec(text)?.[0];
  if (name === undefined) return null;
  const attributes = new Map<string, string>();
  let at = from + name.length;
  for (;;) {
    attributePattern.lastIndex = at;
    const found = attributePattern.exec(text);
    if (found === null) break;
    attributes.set(localName(found[1] ?? ''), unescaped(found[2] ?? found[3] ?? ''));
    at = attributePattern.lastIndex;
  }
  while (/\s/.test(text[at] ?? '')) at++;
  const closed = text[at] === '/';
  if (closed) at++;
  if (text[at] !== '>') return null;
  return {
    element: { name: localName(name), attributes, children: [], text: '' },
    closed,
    end: at + 1,
  };
}

/** Every element of these names below one, in the order of the document; what lies inside a match is searched too. */
export function descendants(element: XmlElement, ...names: readonly string[]): XmlElement[] {
  return element.children.flatMap((child) => [
    ...(names.includes(child.name) ? [child] : []),
    ...descendants(child, ...names),
  ]);
}

/** The first child of a name. */
export const childOf = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
  element?.children.find((child) => child.name === name);

/** An attribute; empty where there is none. */
export const attribute = (element: XmlElement, name: string): string =>
  element.attributes.get(name) ?? '';

/** An attribute as a number; 0 where it is none. */
export const numberIn = (element: XmlElement, name: string): number => {
  const value = Number(attribute(element, name).replaceAll(',', ''));
  return Number.isFinite(value) ? value : 0;
};
