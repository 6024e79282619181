import type {
  AuthorizationRequest,
  Decision,
  NamedPolicy,
  PolicySet,
  PolicyStatement,
} from '../../../src/simulator/iam/types.ts';

/** The neutral names of all cases: the build of acme/web in 111122223333, a partner in 444455556666. */
export const ACCOUNT = 'arn:aws:iam::111122223333:root';
export const ROLE = 'arn:aws:iam::111122223333:role/service-role/web-build-role';
export const SESSION = 'arn:aws:sts::111122223333:assumed-role/web-build-role/AWSCodeBuild-1';
export const DEPLOY = 'arn:aws:iam::111122223333:role/web-deploy-role';
export const USER = 'arn:aws:iam::111122223333:user/ana';
export const PARTNER_ROLE = 'arn:aws:iam::444455556666:role/partner';
export const PARTNER = 'arn:aws:sts::444455556666:assumed-role/partner/run';
export const BUCKET = 'arn:aws:s3:::acme-web-site';
export const PAGE = `${BUCKET}/index.html`;
export const KEY = 'arn:aws:kms:us-east-1:111122223333:key/0a0a0a0a-1111-2222-3333-444444444444';

export const build: AuthorizationRequest['principal'] = {
  type: 'AWS',
  arn: SESSION,
  issuer: ROLE,
};
export const partner: AuthorizationRequest['principal'] = { type: 'AWS', arn: PARTNER };
export const user: AuthorizationRequest['principal'] = { type: 'AWS', arn: USER };
export const root: AuthorizationRequest['principal'] = { type: 'AWS', arn: ACCOUNT };
export const service = (name: string): AuthorizationRequest['principal'] => ({
  type: 'Service',
  name: `${name}.amazonaws.com`,
});

export type Statement = Partial<PolicyStatement>;
type Texts = string | string[];

export const policy = (...statements: Statement[]) => ({
  Version: '2012-10-17',
  Statement: statements,
});
const statement = (Effect: 'Allow' | 'Deny', Action: Texts, Resource: Texts, more: Statement) => ({
  Effect,
  Action,
  Resource,
  ...more,
});
export const allow = (action: Texts, resource: Texts = '*', more: Statement = {}) =>
  statement('Allow', action, resource, more);
export const deny = (action: Texts, resource: Texts = '*', more: Statement = {}) =>
  statement('Deny', action, resource, more);
export const named = (...documents: unknown[]): NamedPolicy[] =>
  documents.map((document, index) => ({ name: `policy-${index}`, document }));
export const identity = (...statements: Statement[]): PolicySet => ({
  identity: named(policy(...statements)),
});
export const bucketPolicy = (...statements: Statement[]): PolicySet => ({
  resource: { kind: 'bucket', name: 'acme-web-site', document: policy(...statements) },
});
export const keyPolicy = (...statements: Statement[]): PolicySet => ({
  resource: { kind: 'key', document: policy(...statements) },
});
export const trust = (...statements: Statement[]): PolicySet => ({
  resource: { kind: 'trust', name: 'trust', document: policy(...statements) },
});
export const trusts = (Principal: unknown, more: Statement = {}): Statement => ({
  Effect: 'Allow',
  Principal,
  Action: 'sts:AssumeRole',
  ...more,
});

/** One decision: a request that differs from `s3:PutObject` on the page by the build in what is given. */
export interface DecisionCase {
  name: string;
  request?: Partial<AuthorizationRequest>;
  policies: PolicySet;
  result: Decision['result'];
  decidedBy: Decision['decidedBy'];
  message?: string;
  /** Some document of it is not in force, on purpose. */
  refused?: true;
}

export const requestOf = (given: Partial<AuthorizationRequest> = {}): AuthorizationRequest => ({
  principal: build,
  action: 's3:PutObject',
  resource: PAGE,
  resourceAccount: '111122223333',
  ...given,
});

/** One document that a service refuses, or (`message` null) saves. */
export interface SavingCase {
  name: string;
  text: string;
  message: string | null;
  code?: string;
  /** Text that the first diagnostic marks. */
  marks?: string;
  /** The text after the first diagnostic's fix. */
  fixed?: string;
}
