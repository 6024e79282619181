import type * as z from 'zod';
import type { Path } from '../../diagnostics.ts';
import type { LineIndex } from '../../text/lines.ts';
import { nodeAt, type YamlNode } from '../../text/yaml.ts';
import type { Fix } from './findings.ts';

export interface Fault {
  node: YamlNode;
  path: Path;
  message: string;
  fix?: Fix;
}

type Issue = z.core.$ZodIssue;

/** Of the ways in which a value might have been meant, the one that fits furthest. */
function nearest(issue: Issue): Issue {
  if (issue.code !== 'invalid_union') return issue;
  const depth = (issues: readonly Issue[]) => Math.max(0, ...issues.map(({ path }) => path.length));
  const best = issue.errors.toSorted((a, b) => depth(b) - depth(a))[0]?.[0];
  if (best === undefined) return issue;
  return nearest({ ...best, path: [...issue.path, ...best.path] });
}

const shapes: Record<string, string> = {
  string: 'a single value',
  array: 'a list: begin each entry with "- "',
  object: 'a mapping',
  record: 'a mapping of names to values',
};

/** A step of a path as a message names it: the last key, with the index behind it. */
function nameOf(path: Path): string {
  const last = path[path.length - 1];
  return typeof last === 'number' ? `${String(path[path.length - 2])}[${last}]` : String(last);
}

/** Quotes round a command of one line that YAML took for a mapping. */
function quotedWhole({ start, end }: YamlNode, text: string): { fix?: Fix } {
  const at = text.indexOf('\n', start);
  const lineEnd = at < 0 ? text.length : at;
  const written = text.slice(start, lineEnd).trimEnd();
  if (end > lineEnd || written === '') return {};
  const newText = `'${written.replaceAll("'", "''")}'`;
  const title = 'Put the whole command into quotes';
  return { fix: { title, start, end: start + written.length, newText } };
}

/** What the schema finds wrong, with the node to point at, in the agent's words where they are known. */
export function faultsOf(found: Issue, root: YamlNode, text: string, lines: LineIndex): Fault[] {
  const issue = nearest(found);
  const path = issue.path.map((step) => (typeof step === 'symbol' ? step.toString() : step));
  const at = (place: Path): YamlNode => {
    for (let length = place.length; length > 0; length--) {
      const node = nodeAt(root, place.slice(0, length));
      if (node !== undefined) return node;
    }
    return root;
  };
  if (issue.code === 'unrecognized_keys') {
    const parent = at(path);
    return issue.keys.map((key) => ({
      node:
        (parent.kind === 'map' && parent.entries.find((entry) => entry.key.text === key)?.key) ||
        parent,
      path: [...path, key],
      message: `Invalid buildspec phase name: ${key}. Expecting: build,install,post_build,pre_build`,
    }));
  }
  const node = at(path);
  if (issue.code !== 'invalid_type' || !issue.message.startsWith('Invalid input')) {
    return [{ node, path, message: issue.message }];
  }
  const [section, , key, index] = path;
  const line = lines.line(node.start);
  // Literal of observed logs: the classic mistake, an unquoted `: ` in a command.
  if (section === 'phases' && (key === 'commands' || key === 'finally') && index !== undefined) {
    const message = `Expected Commands[${index}] to be of string type: found subkeys instead at line ${line}, value of the key tag on line ${line - 1} might be empty`;
    return [{ node, path, message, ...quotedWhole(node, text) }];
  }
  const shape = shapes[issue.expected] ?? issue.expected;
  return [{ node, path, message: `Expected ${nameOf(path)} to be ${shape}.` }];
}
