import type { PolicyKind } from '../../../src/simulator/iam/types.ts';

type Json = Record<string, unknown>;

/** One document with (or without) one warning. All texts are one line, so columns are offsets. */
export interface WarningCase {
  name: string;
  kind: PolicyKind;
  document: unknown;
  /** Instead of the document's own text. */
  text?: string;
  /** Issue code. */
  code: string;
  /** Texts that are marked, in order; none: the warning stays away. */
  marks: string[];
  severity?: 'warning' | 'info';
  /** The document after the first one's fix; null: no fix is offered. */
  fixed?: unknown;
  /** Part of the first message. */
  says?: string;
}

type Given = Omit<WarningCase, 'kind' | 'document'>;

export const policyOf = (...statements: Json[]): Json => ({
  Version: '2012-10-17',
  Statement: statements,
});
export const one = (statement: Json): Json => ({ Effect: 'Allow', ...statement });

/** A permissions policy of one statement; `fixed` is its statement afterwards. */
export const identityCase = (statement: Json, { fixed, ...given }: Given): WarningCase => ({
  kind: 'identity',
  document: policyOf(one(statement)),
  ...given,
  ...(fixed === undefined ? {} : { fixed: fixed && policyOf(one(fixed as Json)) }),
});

/** As before, of a role's trust policy. */
export const trustCase = (statement: Json, { fixed, ...given }: Given): WarningCase => ({
  ...identityCase({ Action: 'sts:AssumeRole', ...statement }, given),
  kind: 'trust',
  ...(fixed === undefined
    ? {}
    : { fixed: fixed && policyOf(one({ Action: 'sts:AssumeRole', ...(fixed as Json) })) }),
});

/** As before, of a bucket's policy. */
export const bucketCase = (statement: Json, given: Given): WarningCase => ({
  ...identityCase({ Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*', ...statement }, given),
  kind: 'resource',
});

/** A condition of a statement that allows s3:GetObject everywhere. */
export const conditionCase = (condition: Json, { fixed, ...given }: Given): WarningCase => {
  const wrap = (Condition: unknown): Json => ({
    Action: 's3:GetObject',
    Resource: '*',
    Condition,
  });
  return identityCase(wrap(condition), {
    ...given,
    ...(fixed === undefined ? {} : { fixed: fixed && wrap(fixed) }),
  });
};
