import { checkPolicy } from '../../../iam/index.ts';
import { isAwsManaged, managedPolicy, unknownDocument } from '../../../iam/managed/index.ts';
import type { NamedPolicy } from '../../../iam/types.ts';
import { text, texts } from '../../params.ts';
import type { Params, ServiceError } from '../../types.ts';

const invalid = (message: string): ServiceError => ({
  code: 'ValidationError',
  message,
  status: 400,
});

/** `arn:aws:iam::<account>:role/<path><name>`. */
export const isRoleArn = (arn: string): boolean =>
  /^arn:aws[\w-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/.test(arn);

/** Seconds a session may last at the least and at the most. */
const shortest = 900;
const longest = 43_200;

/** A name that AWS itself refuses, before it looks at any policy (STS API Reference, "AssumeRole", request parameters). */
export function refusedParameters(params: Params): ServiceError | null {
  const name = text(params, 'RoleSessionName');
  const role = text(params, 'RoleArn');
  const violated: string[] = [];
  if (role.length < 20) {
    violated.push(
      `Value '${role}' at 'roleArn' failed to satisfy constraint: Member must have length greater than or equal to 20`,
    );
  }
  if (!/^[\w+=,.@-]*$/.test(name)) {
    violated.push(
      `Value '${name}' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*`,
    );
  }
  if (name.length > 64) {
    violated.push(
      `Value '${name}' at 'roleSessionName' failed to satisfy constraint: Member must have length less than or equal to 64`,
    );
  }
  if (name.length < 2) {
    violated.push(
      `Value '${name}' at 'roleSessionName' failed to satisfy constraint: Member must have length greater than or equal to 2`,
    );
  }
  const seconds = params.DurationSeconds;
  if (typeof seconds === 'number' && (seconds < shortest || seconds > longest)) {
    violated.push(
      `Value '${seconds}' at 'durationSeconds' failed to satisfy constraint: Member must have value ${
        seconds < shortest
          ? `greater than or equal to ${shortest}`
          : `less than or equal to ${longest}`
      }`,
    );
  }
  if (violated.length === 0) return isRoleArn(role) ? null : invalid(`${role} is invalid`);
  const errors =
    violated.length === 1 ? '1 validation error' : `${violated.length} validation errors`;
  return invalid(`${errors} detected: ${violated.join('; ')}`);
}

/** The session policies of a request: one in its text, managed ones by ARN. */
export function sessionPolicies(
  params: Params,
):
  | { ok: true; policies: NamedPolicy[] | undefined; assumed?: string }
  | { ok: false; error: ServiceError } {
  const policies: NamedPolicy[] = [];
  let assumed: string | undefined;
  const written = text(params, 'Policy');
  if (written !== '') {
    const document = parsed(written);
    const problem = checkPolicy(document, 'identity');
    if (problem !== null) {
      return {
        ok: false,
        error: { code: 'MalformedPolicyDocument', message: problem.message, status: 400 },
      };
    }
    policies.push({ name: 'session policy', document });
  }
  for (const policyArn of texts({ arns: arnsOf(params.PolicyArns) }, 'arns')) {
    const document = managedPolicy(policyArn);
    if (document === undefined && isAwsManaged(policyArn)) {
      assumed = unknownDocument(policyArn);
      continue;
    }
    if (document === undefined) {
      return {
        ok: false,
        error: invalid(`Policy ${policyArn} does not exist or is not attachable.`),
      };
    }
    policies.push({ name: `managed:${policyArn}`, document });
  }
  return {
    ok: true,
    policies: policies.length === 0 ? undefined : policies,
    ...(assumed === undefined ? {} : { assumed }),
  };
}

function parsed(written: string): unknown {
  try {
    return JSON.parse(written);
  } catch {
    return null;
  }
}

const arnsOf = (list: unknown): unknown[] =>
  Array.isArray(list) ? list.map((item: { arn?: unknown } | null) => item?.arn) : [];

/** `Tags` of a request, as a table. */
export function tagsOf(params: Params): Record<string, string> {
  const list: unknown[] = Array.isArray(params.Tags) ? params.Tags : [];
  return Object.fromEntries(
    (list as ({ Key?: unknown; Value?: unknown } | null)[]).flatMap((tag) =>
      typeof tag?.Key === 'string' ? [[tag.Key, String(tag.Value ?? '')]] : [],
    ),
  );
}
