import { dump, load } from 'js-yaml';
import { isObject, type JsonObject, own } from '../../../support/json.ts';

/** What an EKS cluster adds to a kubeconfig. */
export interface Access {
  /** ARN of the cluster: name of its entry. */
  arn: string;
  name: string;
  region: string;
  endpoint: string;
  /** Base64 of the certificate. */
  certificate: string;
  /** Names of the context and the user. */
  context: string;
  user: string;
  role: string | undefined;
  profile: string | undefined;
}

/** Larger files are not read. Characters. */
const longest = 1_000_000;

const newConfig = (): JsonObject => ({
  apiVersion: 'v1',
  clusters: [],
  contexts: [],
  'current-context': '',
  kind: 'Config',
  preferences: {},
  users: [],
});

/** A kubeconfig as text; null: it is none. Nothing at all is an empty one. */
export function readConfig(source: string | null): JsonObject | null {
  if (source === null || source.trim() === '') return newConfig();
  if (source.length > longest) return null;
  try {
    const value: unknown = load(source);
    return isObject(value) ? { ...newConfig(), ...value } : null;
  } catch {
    return null;
  }
}

const named = (list: unknown, name: string): boolean =>
  Array.isArray(list) && list.some((item) => own(item, 'name') === name);

/** Whether the configuration has a context of this name. */
export const hasContext = (config: JsonObject, name: string): boolean =>
  named(config.contexts, name);

/** The list with an entry, in the place of one of the same name. */
function put(list: unknown, entry: JsonObject): unknown[] {
  const items: unknown[] = Array.isArray(list) ? list : [];
  return named(items, String(entry.name))
    ? items.map((item) => (own(item, 'name') === entry.name ? entry : item))
    : [...items, entry];
}

const user = ({ name, region, role, profile }: Access): JsonObject => ({
  exec: {
    apiVersion: 'client.authentication.k8s.io/v1beta1',
    args: [
      '--region',
      region,
      'eks',
      'get-token',
      '--cluster-name',
      name,
      '--output',
      'json',
      ...(role === undefined ? [] : ['--role', role]),
    ],
    command: 'aws',
    ...(profile === undefined ? {} : { env: [{ name: 'AWS_PROFILE', value: profile }] }),
  },
});

/** The configuration with the cluster, its user and its context, which becomes the current one; other entries stay. */
export const withAccess = (config: JsonObject, access: Access): JsonObject => ({
  ...config,
  clusters: put(config.clusters, {
    cluster: { 'certificate-authority-data': access.certificate, server: access.endpoint },
    name: access.arn,
  }),
  contexts: put(config.contexts, {
    context: { cluster: access.arn, user: access.user },
    name: access.context,
  }),
  'current-context': access.context,
  users: put(config.users, { name: access.user, user: user(access) }),
});

/** As the CLI writes it. */
export const printConfig = (config: JsonObject): string =>
  dump(config, { seqNoIndent: true, lineWidth: -1 });
