import { parseYaml, under, type YamlNode } from '../../../text/yaml.ts';

/** A Kubernetes object as a manifest describes it. */
export interface Manifest {
  /** `apps` of `apps/v1`; empty for the core. */
  group: string;
  /** `Deployment` */
  kind: string;
  name: string;
  namespace: string | undefined;
  /** As it was written. */
  source: string;
}

const scalar = (node: YamlNode | undefined): string => (node?.kind === 'scalar' ? node.text : '');

/** `deployment.apps/web`, as kubectl names what it did. */
export const shownAs = ({ kind, group, name }: Manifest): string =>
  `${kind.toLowerCase()}${group === '' ? '' : `.${group}`}/${name}`;

/** `deployments`, as the Kubernetes API names the collection. */
export function pluralOf(kind: string): string {
  const word = kind.toLowerCase();
  if (word.endsWith('s')) return `${word}es`;
  return /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`;
}

/** All objects of a file with one or more YAML documents; `error` in kubectl's words. */
export function manifestsIn(text: string, file: string): Manifest[] | { error: string } {
  const found: Manifest[] = [];
  for (const source of text.split(/^---[ \t]*(?:#.*)?$/m)) {
    const parsed = parseYaml(source);
    if (!parsed.ok) return { error: `error parsing ${file}: ${parsed.error.reason}` };
    if (parsed.root === null) continue;
    const kind = scalar(under(parsed.root, 'kind'));
    const version = scalar(under(parsed.root, 'apiVersion'));
    if (kind === '') return { error: `unable to decode "${file}": Object 'Kind' is missing` };
    const metadata = under(parsed.root, 'metadata');
    found.push({
      group: version.includes('/') ? (version.split('/')[0] ?? '') : '',
      kind,
      name: scalar(under(metadata, 'name')),
      namespace: scalar(under(metadata, 'namespace')) || undefined,
      source: source.trim(),
    });
  }
  return found;
}
