import type { StatementTrace } from '../../iam/types.ts';
import { shortName, statementName } from '../names.ts';
import { folderPattern, lastingPattern, objectOf } from '../resourcePattern.ts';
import { type CandidateMaker, nearMisses, onlyMiss, serviceOf } from '../situation.ts';
import { append, documentNamed } from './append.ts';

/**
 * Adds the request's ARN to Allow statements in which everything else fits: `bucket/*` where the statement names the bucket
 * and the request is about an object of it. Never a bare `*`, but for actions that accept nothing else.
 */
export const widenResource: CandidateMaker = (situation, layer) => {
  const { action, resource } = situation.request;
  return nearMisses(situation, layer).flatMap(({ statement, missed }) => {
    const missing = onlyMiss(missed, 'Resource');
    if (missing === undefined) return [];
    const name = statement.policy;
    const path = [...statement.path, 'Resource'];
    const label = statementName(statement);
    if (resource === '*') {
      if (!isAlone(statement, action)) return [];
      return {
        kind: 'widen-resource',
        layer,
        title: `Write "*" as the resource of ${label}`,
        reason: `${action} names no resource, so only "*" covers it.`,
        edits: [{ op: 'set', document: name, path, value: '*' }],
        near: 2,
      };
    }
    const value = patternBeside(resource, missing.expected);
    const kin = missing.expected.some(sameBucketAs(resource));
    const alone = isAlone(statement, action);
    // What the statement allows besides was meant for its own bucket.
    const strange = !alone && /^arn:[^:]*:s3:/.test(resource);
    if (!kin && (strange || isSweeping(statement, action))) return [];
    const content = documentNamed(situation, layer, name);
    return {
      kind: 'widen-resource',
      layer,
      title: `Add ${shortName(value)} to the resources of ${label}`,
      reason: `${label} allows ${action}, only not on this resource.${
        alone ? '' : ' Its other actions will be allowed there, too.'
      }`,
      edits: [append({ name, content }, path, value)],
      near: kin ? 2 : 1,
    };
  });
};

/** The least ARN that continues what the author wrote. */
function patternBeside(resource: string, expected: readonly string[]): string {
  const object = objectOf(resource);
  if (object === null) return lastingPattern(resource);
  if (expected.includes(object.bucket)) return `${object.bucket}/*`;
  const folders = expected.some((pattern) => objectOf(pattern)?.key.endsWith('*'));
  return (folders ? folderPattern(resource) : null) ?? lastingPattern(resource);
}

const bucketOf = (pattern: string): string => objectOf(pattern)?.bucket ?? pattern;
const sameBucketAs =
  (resource: string) =>
  (pattern: string): boolean =>
    bucketOf(pattern) === bucketOf(resource);

const actionsOf = (statement: StatementTrace): string[] =>
  statement.elements.find(({ element }) => element === 'Action')?.expected ?? [];

const isAlone = (statement: StatementTrace, action: string): boolean =>
  actionsOf(statement).every((one) => one.toLowerCase() === action.toLowerCase());

/** A statement that allows everything of the service: too much to be handed on to another resource. */
const isSweeping = (statement: StatementTrace, action: string): boolean =>
  actionsOf(statement).some((one) => one === '*' || one.toLowerCase() === `${serviceOf(action)}:*`);
