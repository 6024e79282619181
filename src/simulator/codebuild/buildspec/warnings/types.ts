import type { Path } from '../../../diagnostics.ts';
import type { YamlNode } from '../../../text/yaml.ts';
import type { Buildspec } from '../types.ts';

/** One finding of a warning, in plain words. */
export interface Remark {
  node: YamlNode;
  path: Path;
  message: string;
  /** Text that takes the node's place and mends it. */
  replacement?: string;
}

export interface Read {
  root: YamlNode;
  spec: Omit<Buildspec, 'rangeOf'>;
}

/** Something that CodeBuild accepts and that is hardly meant. */
export interface Warning {
  severity: 'warning' | 'info';
  find(read: Read): Iterable<Remark>;
}

/** Code (without `buildspec.`) → warning. */
export type Warnings = Readonly<Record<string, Warning>>;
