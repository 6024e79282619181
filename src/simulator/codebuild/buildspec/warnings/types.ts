import type { Diagnostic, Path } from '../../../diagnostics.ts';
import type { YamlNode } from '../../../text/yaml.ts';
import type { Fix, Span } from '../findings.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Buildspec } from '../types.ts';

/** One finding of a warning, in plain words. */
export interface Remark {
  /** Where it is underlined. */
  span: Span;
  path: Path;
  message: string;
  /** Text that takes the span's place and mends it. */
  replacement?: string;
  /** Another edit that mends it. */
  fix?: Fix;
  /** Where it is more or less certain than usual. */
  severity?: Exclude<Diagnostic['severity'], 'error'>;
}

export interface Read {
  text: string;
  root: YamlNode;
  spec: Omit<Buildspec, 'rangeOf'>;
  /** Null: not known. */
  around: Surroundings | null;
}

/** Something that CodeBuild accepts and that is hardly meant. */
export interface Warning {
  severity: 'warning' | 'info';
  find(read: Read): Iterable<Remark>;
}

/** Code (without `buildspec.`) → warning. */
export type Warnings = Readonly<Record<string, Warning>>;
