import { EVENT_ID, type Event, getScalarValue, parseEvents, YAMLException } from 'js-yaml';
import type { Path } from '../diagnostics.ts';

interface Place {
  /** Offsets in the text, end exclusive. */
  start: number;
  end: number;
}
export interface YamlScalar extends Place {
  kind: 'scalar';
  text: string;
  /** Nothing was written. */
  empty: boolean;
}
export interface YamlMap extends Place {
  kind: 'map';
  entries: { key: YamlScalar; value: YamlNode }[];
}
export interface YamlList extends Place {
  kind: 'list';
  items: YamlNode[];
}
/** A YAML node with its place. Scalars stay text, as the failsafe schema has it. */
export type YamlNode = YamlScalar | YamlMap | YamlList;

export interface YamlError {
  /** js-yaml's words, or ours where it accepts more than the agent's parser. */
  reason: string;
  offset: number;
}
export type YamlResult = { ok: true; root: YamlNode | null } | { ok: false; error: YamlError };

/** Bounds for text that comes from strangers. */
export const yamlLimits = { characters: 1_000_000, nodes: 50_000, depth: 64 };

class Composer {
  readonly #text: string;
  readonly #events: Event[];
  readonly #anchors = new Map<string, YamlNode>();
  #next = 0;
  #nodes = 0;

  constructor(text: string, events: Event[]) {
    this.#text = text;
    this.#events = events;
  }

  document(): YamlNode | null {
    const first = this.#events[0];
    if (first?.type !== EVENT_ID.DOCUMENT) return null;
    this.#next = 1;
    return this.#events[1]?.type === EVENT_ID.POP ? null : this.#node();
  }

  #fail(reason: string, offset: number): never {
    throw new YAMLException(reason, {
      buffer: this.#text,
      position: offset,
      line: 0,
      column: 0,
    });
  }

  #node(): YamlNode {
    const event = this.#events[this.#next++];
    if (++this.#nodes > yamlLimits.nodes) this.#fail('too many nodes', 0);
    switch (event?.type) {
      case EVENT_ID.SCALAR: {
        const written = event.valueEnd > event.valueStart;
        return this.#named(event.anchorStart, event.anchorEnd, {
          kind: 'scalar',
          text: getScalarValue(this.#text, event),
          empty: !written && event.style === 1,
          start: Math.max(0, event.valueStart),
          end: Math.max(0, event.valueEnd),
        });
      }
      case EVENT_ID.SEQUENCE: {
        const list: YamlList = { kind: 'list', items: [], start: event.start, end: event.start };
        while (!this.#closed()) list.items.push(this.#node());
        list.end = Math.max(list.start, ...list.items.map(({ end }) => end));
        return this.#named(event.anchorStart, event.anchorEnd, list);
      }
      case EVENT_ID.MAPPING: {
        const map: YamlMap = { kind: 'map', entries: [], start: event.start, end: event.start };
        while (!this.#closed()) {
          const key = this.#node();
          const value = this.#node();
          if (key.kind !== 'scalar') this.#fail('invalid map key', key.start);
          map.entries.push({ key, value });
          map.end = Math.max(map.end, key.end, value.end);
        }
        return this.#named(event.anchorStart, event.anchorEnd, map);
      }
      case EVENT_ID.ALIAS: {
        const name = this.#text.slice(event.anchorStart, event.anchorEnd);
        const known = this.#anchors.get(name);
        if (known !== undefined) return known;
        return this.#fail(
          /^[A-Za-z0-9_-]+$/.test(name)
            ? `unknown anchor '${name}' referenced`
            : 'did not find expected alphabetic or numeric character',
          event.anchorStart,
        );
      }
      default:
        return this.#fail('unexpected end', this.#text.length);
    }
  }

  #closed(): boolean {
    if (this.#events[this.#next]?.type !== EVENT_ID.POP) return false;
    this.#next++;
    return true;
  }

  #named<T extends YamlNode>(start: number, end: number, node: T): T {
    if (start >= 0) this.#anchors.set(this.#text.slice(start, end), node);
    return node;
  }
}

/** The first document of a YAML text as a tree with places. Never throws. */
export function parseYaml(text: string): YamlResult {
  if (text.length > yamlLimits.characters) {
    return { ok: false, error: { reason: 'the file is too large', offset: 0 } };
  }
  try {
    const events = parseEvents(text, { maxDepth: yamlLimits.depth });
    return { ok: true, root: new Composer(text, events).document() };
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    return { ok: false, error: { reason: error.reason, offset: error.mark?.position ?? 0 } };
  }
}

/** Key and value; the last one wins where a key stands twice. */
export function entryOf(
  node: YamlNode | undefined,
  key: string,
): YamlMap['entries'][number] | undefined {
  return node?.kind === 'map'
    ? node.entries.findLast((entry) => entry.key.text === key)
    : undefined;
}

/** The value under a key; the last one wins where a key stands twice. */
export function under(node: YamlNode | undefined, key: string): YamlNode | undefined {
  return entryOf(node, key)?.value;
}

/** The node at a path, or nothing. */
export function nodeAt(root: YamlNode | null, path: Path): YamlNode | undefined {
  let node: YamlNode | undefined = root ?? undefined;
  for (const step of path) {
    node =
      typeof step === 'number' && node?.kind === 'list'
        ? node.items[step]
        : under(node, String(step));
    if (node === undefined) return undefined;
  }
  return node;
}
