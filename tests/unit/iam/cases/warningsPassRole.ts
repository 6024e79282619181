import type { WarningCase } from '../warningCase.ts';
import { identityCase } from '../warningCase.ts';

const star = 'PASS_ROLE_WITH_STAR_IN_RESOURCE';
const both = 'PASS_ROLE_WITH_STAR_IN_ACTION_AND_RESOURCE';
const passed = { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } };
const roles = 'arn:aws:iam::111122223333:role/*';

export const warningsPassRole: WarningCase[] = [
  identityCase(
    { Action: 'iam:PassRole', Resource: '*' },
    { name: 'PassRole on *', code: star, marks: ['"*"'], severity: 'warning' },
  ),
  identityCase(
    { Action: ['ecs:RunTask', 'IAM:passrole'], Resource: ['arn:aws:s3:::x', roles] },
    { name: 'PassRole on every role of an account', code: star, marks: [`"${roles}"`] },
  ),
  identityCase(
    { Action: 'iam:PassRole', Resource: '*', Condition: passed },
    { name: 'PassRole on * to one service', code: star, marks: [] },
  ),
  identityCase(
    { Action: 'iam:PassRole', Resource: 'arn:aws:iam::111122223333:role/ecs-*' },
    { name: 'PassRole on roles of a name', code: star, marks: [] },
  ),
  identityCase(
    { Effect: 'Deny', Action: 'iam:PassRole', Resource: '*' },
    { name: 'a Deny of PassRole', code: star, marks: [] },
  ),
  identityCase(
    { Action: 'iam:*', Resource: '*' },
    { name: 'iam:* on *', code: both, marks: ['"*"'] },
  ),
  identityCase({ Action: '*', Resource: '*' }, { name: '* on *', code: both, marks: ['"*"'] }),
  identityCase(
    { Action: 'iam:List*', Resource: '*' },
    { name: 'a wildcard that does not take in PassRole', code: both, marks: [] },
  ),
  identityCase(
    { NotAction: 's3:*', Resource: '*' },
    {
      name: 'NotAction that leaves PassRole',
      code: 'PASS_ROLE_WITH_NOT_ACTION_AND_STAR_IN_RESOURCE',
      marks: ['"*"'],
    },
  ),
  identityCase(
    { NotAction: ['s3:*', 'iam:*'], Resource: '*' },
    {
      name: 'NotAction that takes PassRole out',
      code: 'PASS_ROLE_WITH_NOT_ACTION_AND_STAR_IN_RESOURCE',
      marks: [],
    },
  ),
  identityCase(
    { Action: 'iam:PassRole', NotResource: roles },
    {
      name: 'PassRole with NotResource',
      code: 'PASS_ROLE_WITH_NOT_RESOURCE',
      marks: [`"${roles}"`],
    },
  ),
  identityCase(
    { Action: 'iam:P*', NotResource: roles },
    {
      name: 'a wildcard with NotResource',
      code: 'PASS_ROLE_WITH_STAR_IN_ACTION_AND_NOT_RESOURCE',
      marks: [`"${roles}"`],
    },
  ),
  identityCase(
    { NotAction: 's3:*', NotResource: roles },
    {
      name: 'NotAction with NotResource',
      code: 'PASS_ROLE_WITH_NOT_ACTION_AND_NOT_RESOURCE',
      marks: [`"${roles}"`],
    },
  ),
];
