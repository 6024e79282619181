import { expect } from 'vitest';
import type { CommandCase } from '../case.ts';

const role = 'arn:aws:iam::111122223333:role/app';
const trust = {
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
  ],
};
const read = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::box/*' }],
};
const readOnly = 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess';
const roles = { app: { trustPolicy: trust, policies: { Read: read }, attached: [readOnly] } };
const isoTime = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+00:00$/);
const refusal = (operation: string) => ({ code: 'AccessDenied', operation });
const shown = (name: string) => ({
  Path: '/',
  RoleName: name,
  RoleId: expect.stringMatching(/^AROA[A-Z2-7]{17}$/),
  Arn: `arn:aws:iam::111122223333:role/${name}`,
  CreateDate: isoTime,
  AssumeRolePolicyDocument: trust,
});

export const iamCases: readonly CommandCase[] = [
  {
    row: 162,
    title: 'aws iam get-role --role-name <role>',
    run: 'aws iam get-role --role-name app',
    roles,
    checks: [['iam:GetRole', role]],
    stdout: { json: { Role: { ...shown('app'), MaxSessionDuration: 3600, RoleLastUsed: {} } } },
    refusals: { 'iam:GetRole': refusal('GetRole') },
    faults: [
      {
        what: 'there is no such role',
        run: 'aws iam get-role --role-name nobody',
        stderr:
          '\nAn error occurred (NoSuchEntity) when calling the GetRole operation: The role with name nobody cannot be found.\n',
        exit: 254,
      },
    ],
  },
  {
    row: 163,
    title: 'aws iam create-role --role-name <role> --assume-role-policy-document <json>',
    run: 'aws iam create-role --role-name fresh --assume-role-policy-document file://trust.json',
    files: { 'trust.json': JSON.stringify(trust) },
    checks: [['iam:CreateRole', 'arn:aws:iam::111122223333:role/fresh']],
    stdout: { json: { Role: shown('fresh') } },
    refusals: { 'iam:CreateRole': refusal('CreateRole') },
    faults: [
      {
        what: 'a permissions policy is no trust policy',
        run: 'aws iam create-role --role-name fresh --assume-role-policy-document file://trust.json',
        files: { 'trust.json': JSON.stringify(read) },
        stderr:
          'An error occurred (MalformedPolicyDocument) when calling the CreateRole operation: ',
        exit: 254,
      },
      {
        what: 'the role exists',
        run: 'aws iam create-role --role-name worker --assume-role-policy-document file://trust.json',
        files: { 'trust.json': JSON.stringify(trust) },
        stderr:
          'An error occurred (EntityAlreadyExists) when calling the CreateRole operation: Role with name worker already exists.',
        exit: 254,
      },
    ],
  },
  {
    row: 164,
    title: 'aws iam attach-role-policy --role-name <role> --policy-arn <policy>',
    run: 'aws iam attach-role-policy --role-name app --policy-arn arn:aws:iam::aws:policy/AdministratorAccess',
    roles,
    checks: [['iam:AttachRolePolicy', role]],
    stdout: '',
    refusals: { 'iam:AttachRolePolicy': refusal('AttachRolePolicy') },
  },
  {
    row: 165,
    title:
      'aws iam put-role-policy --role-name <role> --policy-name <name> --policy-document <json>',
    run: 'aws iam put-role-policy --role-name app --policy-name More --policy-document file://policy.json',
    roles,
    files: { 'policy.json': JSON.stringify(read) },
    checks: [['iam:PutRolePolicy', role]],
    stdout: '',
    refusals: { 'iam:PutRolePolicy': refusal('PutRolePolicy') },
    faults: [
      {
        what: 'the document is not JSON',
        run: "aws iam put-role-policy --role-name app --policy-name More --policy-document '{oops'",
        stderr:
          '\nAn error occurred (MalformedPolicyDocument) when calling the PutRolePolicy operation: Syntax errors in policy.\n',
        exit: 254,
      },
      {
        what: 'the document is a trust policy',
        run: 'aws iam put-role-policy --role-name app --policy-name More --policy-document file://policy.json',
        files: {
          'policy.json': JSON.stringify({
            Version: '2012-10-17',
            Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: '*' }],
          }),
        },
        stderr:
          '(MalformedPolicyDocument) when calling the PutRolePolicy operation: Policy document should not specify a principal.',
        exit: 254,
      },
    ],
  },
  {
    row: 166,
    title: 'aws iam create-policy --policy-name <policy> --policy-document <json>',
    run: 'aws iam create-policy --policy-name Reader --policy-document file://policy.json',
    files: { 'policy.json': JSON.stringify(read) },
    checks: [['iam:CreatePolicy', 'arn:aws:iam::111122223333:policy/Reader']],
    stdout: {
      json: {
        Policy: {
          PolicyName: 'Reader',
          PolicyId: expect.stringMatching(/^ANPA[A-Z2-7]{17}$/),
          Arn: 'arn:aws:iam::111122223333:policy/Reader',
          Path: '/',
          DefaultVersionId: 'v1',
          AttachmentCount: 0,
          PermissionsBoundaryUsageCount: 0,
          IsAttachable: true,
          CreateDate: isoTime,
          UpdateDate: isoTime,
        },
      },
    },
    refusals: { 'iam:CreatePolicy': refusal('CreatePolicy') },
  },
  {
    row: 167,
    title: 'aws iam list-attached-role-policies --role-name <role>',
    run: 'aws iam list-attached-role-policies --role-name app',
    roles,
    checks: [['iam:ListAttachedRolePolicies', role]],
    stdout: {
      json: {
        AttachedPolicies: [{ PolicyName: 'AmazonS3ReadOnlyAccess', PolicyArn: readOnly }],
      },
    },
    refusals: { 'iam:ListAttachedRolePolicies': refusal('ListAttachedRolePolicies') },
  },
  {
    row: 168,
    title:
      'aws iam simulate-principal-policy --policy-source-arn <role> --action-names <action> --resource-arns <arn>',
    run: `aws iam simulate-principal-policy --policy-source-arn ${role} --action-names s3:GetObject s3:PutObject --resource-arns arn:aws:s3:::box/a`,
    roles: { app: { trustPolicy: trust, policies: { Read: read } } },
    checks: [['iam:SimulatePrincipalPolicy', role]],
    stdout: {
      json: {
        EvaluationResults: [
          {
            EvalActionName: 's3:GetObject',
            EvalResourceName: 'arn:aws:s3:::box/a',
            EvalDecision: 'allowed',
            MatchedStatements: [
              { SourcePolicyId: 'role_app_Read', SourcePolicyType: 'IAM Policy' },
            ],
            MissingContextValues: [],
          },
          {
            EvalActionName: 's3:PutObject',
            EvalResourceName: 'arn:aws:s3:::box/a',
            EvalDecision: 'implicitDeny',
            MatchedStatements: [],
            MissingContextValues: [],
          },
        ],
        IsTruncated: false,
      },
    },
    refusals: { 'iam:SimulatePrincipalPolicy': refusal('SimulatePrincipalPolicy') },
  },
  {
    row: 169,
    title: '(passing a role to a service)',
    run: 'aws codebuild update-project --name web-build --service-role worker',
    checks: [
      ['codebuild:UpdateProject', 'arn:aws:codebuild:us-east-1:111122223333:project/web-build'],
      ['iam:PassRole', 'arn:aws:iam::111122223333:role/worker'],
    ],
    stdout: /"serviceRole": "arn:aws:iam::111122223333:role\/worker"/,
    refusals: {
      'codebuild:UpdateProject': { code: 'AccessDeniedException', operation: 'UpdateProject' },
      'iam:PassRole': { code: 'AccessDeniedException', operation: 'UpdateProject' },
    },
  },
];
