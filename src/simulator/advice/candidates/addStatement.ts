import { isRecord } from '../../iam/record.ts';
import type { AuthorizationRequest, NamedPolicy, PolicyStatement } from '../../iam/types.ts';
import { nameOf } from '../names.ts';
import { valueAt } from '../policyEdits.ts';
import { folderPattern, lastingPattern } from '../resourcePattern.ts';
import {
  type Candidate,
  type CandidateMaker,
  documentsOf,
  isEditable,
  type Situation,
  serviceOf,
} from '../situation.ts';
import type { PolicyEdit } from '../types.ts';
import { append, documentNamed } from './append.ts';
import { issuerOf, principalOf, sourceConditions } from './principal.ts';

/** Adds a statement of its own: to each policy of the layer, or as a new policy of a role that has none. */
export const addStatement: CandidateMaker = (situation, layer) => {
  const { request, policies } = situation;
  const present = documentsOf(policies, layer).filter(
    ({ name, document }) => isEditable(name) && (isWritten(document) || mayBegin(situation, layer)),
  );
  const fresh = layer === 'identity' && present.length === 0 ? newPolicy(request) : null;
  const withPrincipal = layer === 'resource' || layer === 'trust' || layer === 'resourceControl';
  return (fresh === null ? present : [fresh]).flatMap((policy) =>
    resourcesFor(situation, layer).map((resource, choice): Candidate => {
      const content = documentNamed(situation, layer, policy.name);
      const statement: PolicyStatement = {
        ...(layer === 'trust' ? {} : { Sid: freeSid(content, request.action) }),
        Effect: 'Allow',
        ...(withPrincipal ? { Principal: principalOf(request) } : {}),
        Action: request.action,
        ...(resource === null ? {} : { Resource: resource }),
        ...(withPrincipal ? sourceConditions(request) : {}),
      };
      const on = resource === null || resource === '*' ? '' : ` on ${resource}`;
      return {
        kind: 'add-statement',
        layer,
        title: `Allow ${request.action}${on} in ${nameOf(policy.name)}`,
        reason: `No statement of ${nameOf(policy.name)} is about this, so it gets one of its own.${
          resource?.endsWith('/*')
            ? ' It covers the whole folder: the next object has another key.'
            : ''
        }`,
        edits: [placed(policy.name, content, statement)],
        near: kinship(situation, policy) + (choice === 0 ? 1 : 0),
      };
    }),
  );
};

const isWritten = (document: unknown): boolean => document !== undefined && document !== null;

/**
 * A first document is written only where there is no other way: for a resource that does not let another account in.
 * Without a trust policy there is no role.
 */
const mayBegin = ({ decision }: Situation, layer: string): boolean =>
  layer === 'resource' && decision.decidedBy === 'resource';

/** What the new statement may name, the preferred one first; null: such a document has no resources. */
function resourcesFor({ request, policies }: Situation, layer: string): (string | null)[] {
  if (layer === 'trust' || (layer === 'resource' && policies.resource?.kind === 'repository')) {
    return [null];
  }
  const { resource } = request;
  const exact = lastingPattern(resource);
  return [...new Set([folderPattern(resource) ?? exact, exact])];
}

/** A role without any policy of its own gets a first one. */
function newPolicy({ principal, action }: AuthorizationRequest): NamedPolicy | null {
  const role = issuerOf(principal)?.split('/').at(-1);
  if (role === undefined) return null;
  return { name: `role:${role}/policy:${sidOf(action)}`, document: undefined };
}

function placed(document: string, content: unknown, statement: PolicyStatement): PolicyEdit {
  if (isRecord(content)) {
    const edit = append({ name: document, content }, ['Statement'], statement);
    return edit.op === 'set' && edit.value === statement && edit.path.length === 1
      ? { ...edit, value: [statement] }
      : edit;
  }
  const value = { Version: '2012-10-17', Statement: [statement] };
  return { op: 'set', document, path: [], value };
}

const sidOf = (action: string): string => {
  const service = serviceOf(action).replace(/[^a-z0-9]/g, '');
  return service.length <= 3
    ? service.toUpperCase()
    : `${service.charAt(0).toUpperCase()}${service.slice(1)}`;
};

/** Named after the service; with the operation, then with a number, when that name is taken. */
function freeSid(content: unknown, action: string): string {
  const statements = [valueAt(content, ['Statement'])].flat();
  const taken = new Set(statements.map((one) => valueAt(one, ['Sid'])));
  const short = sidOf(action);
  const long = short + (action.split(':')[1] ?? '').replace(/[^0-9A-Za-z]/g, '');
  if (!taken.has(short)) return short;
  let number = 1;
  while (taken.has(number === 1 ? long : `${long}${number}`)) number++;
  return number === 1 ? long : `${long}${number}`;
}

/** How much a policy is about the same service already. */
function kinship({ decision, request }: Situation, policy: NamedPolicy): number {
  const about = decision.statements.filter(
    ({ policy: name, elements }) =>
      name === policy.name &&
      elements.some(
        ({ element, expected }) =>
          element === 'Action' &&
          expected.some((one) => serviceOf(one) === serviceOf(request.action)),
      ),
  );
  return about.length > 0 ? 4 : 0;
}
