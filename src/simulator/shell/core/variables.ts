import { Endless, limits } from './limits.ts';

/** A shell variable. Never changed in place, so that a subshell's copy is a shallow one. */
export interface Variable {
  /** Absent: declared, not set. */
  value?: string;
  /** Elements of an array by subscript. */
  elements?: ReadonlyMap<string, string>;
  /** Subscripts are any text (`declare -A`). */
  keyed?: boolean;
  exported?: boolean;
  readonly?: boolean;
  /** `declare -i`. */
  integer?: boolean;
  /** `declare -u`, `declare -l`. */
  letters?: 'upper' | 'lower';
}

/** An assignment to a read-only variable. */
export class ReadonlyVariable {
  readonly variable: string;
  constructor(variable: string) {
    this.variable = variable;
  }
}

export class Variables {
  readonly #map: Map<string, Variable>;
  /** What the names that are local to each running function were outside of it. */
  readonly #frames: Map<string, Variable | undefined>[];
  /** `set -a`: whatever is assigned is exported. */
  exportAll = false;

  constructor(map = new Map<string, Variable>(), frames: Map<string, Variable | undefined>[] = []) {
    this.#map = map;
    this.#frames = frames;
  }

  fork(): Variables {
    const copy = new Variables(
      new Map(this.#map),
      this.#frames.map((frame) => new Map(frame)),
    );
    copy.exportAll = this.exportAll;
    return copy;
  }

  get(name: string): Variable | undefined {
    return this.#map.get(name);
  }

  /** Value as `$name` gives it: of an array, element 0. */
  value(name: string): string | undefined {
    const variable = this.#map.get(name);
    return variable?.elements ? variable.elements.get('0') : variable?.value;
  }

  names(): string[] {
    return [...this.#map.keys()].sort();
  }

  /** Assigns a scalar. Throws `ReadonlyVariable`. */
  set(name: string, value: string): void {
    const old = this.#writable(name);
    if (value.length > limits.text) throw new Endless();
    const text = letterCase(old, value);
    this.#map.set(
      name,
      old?.elements
        ? { ...old, elements: new Map(old.elements).set('0', text) }
        : { ...old, value: text, exported: this.exportAll || old?.exported === true },
    );
  }

  /** Assigns one element of an array. */
  setElement(name: string, key: string, value: string): void {
    const old = this.#writable(name);
    const { value: scalar, ...rest } = old ?? {};
    const start = old?.elements ?? (scalar === undefined ? [] : [['0', scalar] as const]);
    this.#map.set(name, {
      ...rest,
      elements: new Map(start).set(key, letterCase(old, value)),
      exported: this.exportAll || old?.exported === true,
    });
  }

  setElements(name: string, elements: ReadonlyMap<string, string>): void {
    const { value: _, ...rest } = this.#writable(name) ?? {};
    this.#map.set(name, {
      ...rest,
      elements,
      exported: this.exportAll || rest.exported === true,
    });
  }

  /** Adds attributes (`export`, `readonly`, `declare -i` …) without touching the value. */
  mark(name: string, attributes: Omit<Variable, 'value' | 'elements'>): void {
    this.#map.set(name, { ...this.#map.get(name), ...attributes });
  }

  unset(name: string, key?: string): void {
    const old = this.#writable(name);
    if (key === undefined || old?.elements === undefined) {
      this.#map.delete(name);
      return;
    }
    const elements = new Map(old.elements);
    elements.delete(key);
    this.#map.set(name, { ...old, elements });
  }

  /** Puts a variable back exactly as it was (temporary assignments). */
  restore(name: string, variable: Variable | undefined): void {
    if (variable === undefined) this.#map.delete(name);
    else this.#map.set(name, variable);
  }

  enterFunction(): void {
    this.#frames.push(new Map());
  }

  leaveFunction(): void {
    for (const [name, variable] of this.#frames.pop() ?? []) this.restore(name, variable);
  }

  get inFunction(): boolean {
    return this.#frames.length > 0;
  }

  /** `local name`. @param keep dash: the new variable starts with the outer value. */
  makeLocal(name: string, keep: boolean): void {
    const frame = this.#frames.at(-1);
    if (frame === undefined || frame.has(name)) return;
    const outer = this.#map.get(name);
    if (outer?.readonly) throw new ReadonlyVariable(name);
    frame.set(name, outer);
    if (!keep) this.#map.set(name, { exported: this.exportAll || outer?.exported === true });
  }

  /** Exported variables that have a value, as a program's environment. */
  environment(): Map<string, string> {
    const out = new Map<string, string>();
    for (const [name, { exported, value }] of this.#map) {
      if (exported && value !== undefined) out.set(name, value);
    }
    return out;
  }

  #writable(name: string): Variable | undefined {
    const old = this.#map.get(name);
    if (old?.readonly) throw new ReadonlyVariable(name);
    return old;
  }
}

function letterCase(variable: Variable | undefined, value: string): string {
  if (variable?.letters === 'upper') return value.toUpperCase();
  return variable?.letters === 'lower' ? value.toLowerCase() : value;
}
