import type * as z from 'zod';
import type { buildspecSchema } from './schema.ts';
import type { Buildspec, BuildspecArtifacts, BuildspecPhase, PhaseName } from './types.ts';

type Read = z.output<typeof buildspecSchema>;
type Artifacts = NonNullable<Read['artifacts']>;
type OneArtifact = Omit<Artifacts, 'secondary-artifacts' | 'type'>;
type Phase = NonNullable<NonNullable<Read['phases']>['install']>;

/** Without the keys that have no value. */
type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> };
function given<T extends object>(values: T): Given<T> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined),
  ) as Given<T>;
}

const phaseNames: readonly PhaseName[] = ['install', 'pre_build', 'build', 'post_build'];

function phaseOf(read: Phase): BuildspecPhase {
  return {
    commands: read.commands ?? [],
    finally: read.finally ?? [],
    ...given({
      'run-as': read['run-as'],
      'on-failure': read['on-failure']?.replace(/^[a-z]+/i, (word) => word.toUpperCase()),
      'runtime-versions': read['runtime-versions'],
    }),
  };
}

function artifactOf(read: OneArtifact): BuildspecArtifacts {
  return {
    files: read.files ?? [],
    'discard-paths': read['discard-paths'] ?? false,
    'exclude-paths': read['exclude-paths'] ?? [],
    'enable-symlinks': read['enable-symlinks'] ?? false,
    ...given({
      name: read.name,
      'base-directory': read['base-directory'],
      's3-prefix': read['s3-prefix'],
    }),
  };
}

const mapped = <T, U>(record: Readonly<Record<string, T>> | undefined, change: (value: T) => U) =>
  Object.fromEntries(Object.entries(record ?? {}).map(([name, value]) => [name, change(value)]));

/** What the schema read, with the defaults filled in. @param written names of the keys that are there, empty ones included */
export function buildspecOf(read: Read, written: Written): Omit<Buildspec, 'rangeOf' | 'batch'> {
  const { env, artifacts, reports, cache, proxy } = read;
  const phases = phaseNames.filter((name) => written.phases.has(name));
  return {
    version: read.version,
    env: {
      variables: { ...read.environment_variables?.plaintext, ...env?.variables },
      'parameter-store': env?.['parameter-store'] ?? {},
      'secrets-manager': env?.['secrets-manager'] ?? {},
      'exported-variables': env?.['exported-variables'] ?? [],
      'git-credential-helper': env?.['git-credential-helper'] ?? false,
      ...given({ shell: env?.shell }),
    },
    phases: Object.fromEntries(phases.map((name) => [name, phaseOf(read.phases?.[name] ?? {})])),
    ...given({ 'run-as': read['run-as'] }),
    ...(artifacts === undefined
      ? {}
      : {
          artifacts: {
            ...artifactOf(artifacts),
            'secondary-artifacts': mapped(artifacts['secondary-artifacts'], artifactOf),
          },
        }),
    ...(written.top.has('reports')
      ? {
          reports: mapped(reports, (report) => ({
            files: report.files ?? [],
            'file-format': report['file-format']?.toUpperCase() ?? 'JUNITXML',
            'discard-paths': report['discard-paths'] ?? false,
            ...given({ 'base-directory': report['base-directory'] }),
          })),
        }
      : {}),
    ...(written.top.has('cache')
      ? {
          cache: {
            paths: cache?.paths ?? [],
            'fallback-keys': cache?.['fallback-keys'] ?? [],
            ...given({ key: cache?.key, action: cache?.action as 'restore' | 'save' | undefined }),
          },
        }
      : {}),
    ...(proxy === undefined
      ? {}
      : {
          proxy: {
            'upload-artifacts': proxy['upload-artifacts'] ?? false,
            logs: proxy.logs ?? false,
          },
        }),
  };
}

export interface Written {
  top: ReadonlySet<string>;
  phases: ReadonlySet<string>;
}
