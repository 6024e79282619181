/** The name of an image: `registry/repository:tag`. */
export interface Reference {
  /** `docker.io` when none is written. */
  registry: string;
  /** `library/alpine` for official images of Docker Hub. */
  repository: string;
  tag: string;
  /** `sha256:…`, when the name is pinned. */
  digest?: string;
  /** As people write it, without tag: `alpine`, `1.dkr.ecr.us-east-1.amazonaws.com/web`. */
  familiar: string;
}

const component = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const hostPart = /^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/;
const tagText = /^\w[\w.-]{0,127}$/;

const isHost = (text: string): boolean => /[.:]/.test(text) || text === 'localhost';

function isValidHost(host: string): boolean {
  const [name = '', port = '0', ...more] = host.split(':');
  return (
    more.length === 0 && /^\d+$/.test(port) && name.split('.').every((each) => hostPart.test(each))
  );
}

/** Reads an image name (Docker Docs, "docker image tag"); the text of Docker's error when it is none. */
export function parseReference(text: string): Reference | { error: string } {
  const error = { error: 'invalid reference format' };
  const [name = '', digest, ...more] = text.split('@');
  if (text.length > 512 || more.length > 0) return error;
  const slash = name.indexOf('/');
  const first = slash === -1 ? '' : name.slice(0, slash);
  const registry = isHost(first) ? first : '';
  const rest = registry === '' ? name : name.slice(slash + 1);
  const colon = rest.lastIndexOf(':');
  const path = colon === -1 ? rest : rest.slice(0, colon);
  const tag = colon === -1 ? 'latest' : rest.slice(colon + 1);
  if (registry !== '' && !isValidHost(registry)) return error;
  if (!tagText.test(tag)) return error;
  if (digest !== undefined && !/^sha256:[0-9a-f]{64}$/.test(digest)) return error;
  if (!path.split('/').every((each) => component.test(each))) {
    const lower = path.toLowerCase();
    return lower !== path && lower.split('/').every((each) => component.test(each))
      ? { error: `invalid reference format: repository name (${path}) must be lowercase` }
      : error;
  }
  const hub = registry === '' || registry === 'docker.io';
  return {
    registry: hub ? 'docker.io' : registry,
    repository: hub && !path.includes('/') ? `library/${path}` : path,
    tag,
    ...(digest === undefined ? {} : { digest }),
    familiar: hub ? path.replace(/^library\//, '') : `${registry}/${path}`,
  };
}

/** `docker.io/library/alpine:3.20`: how BuildKit writes a name out. */
export const canonical = (reference: Reference): string =>
  `${reference.registry}/${reference.repository}:${reference.tag}`;

/** `alpine:3.20`: how the CLI writes it. */
export const familiar = (reference: Reference): string => `${reference.familiar}:${reference.tag}`;

/** Account and Region of a private ECR registry; null for any other host (Amazon ECR User Guide, "Private registry"). */
export function ecrRegistry(host: string): { account: string; region: string } | null {
  const match = /^(\d{12})\.dkr\.ecr\.([a-z]{2}(?:-[a-z]+){1,3}-\d)\.amazonaws\.com(?:\.cn)?$/.exec(
    host,
  );
  return match === null ? null : { account: match[1] ?? '', region: match[2] ?? '' };
}
