import type { WarningCase } from '../warningCase.ts';
import { bucketCase, conditionCase } from '../warningCase.ts';

export const warningsConditions: WarningCase[] = [
  conditionCase(
    { StringEquals: { SourceArn: 'x' } },
    { name: 'a key without prefix', code: 'INVALID_CONDITION_KEY_FORMAT', marks: ['"SourceArn"'] },
  ),
  conditionCase(
    { StringEquals: { 'oidc.eks.us-east-1.amazonaws.com/id/1:sub': 'x', 'saml:aud': 'y' } },
    { name: 'keys of identity providers', code: 'INVALID_CONDITION_KEY_FORMAT', marks: [] },
  ),
  conditionCase(
    { StringEquals: { 'aws:PrincipalTag': 'x' } },
    {
      name: 'a tag key without its name',
      code: 'MISSING_TAG_KEY_IN_CONDITION',
      marks: ['"aws:PrincipalTag"'],
    },
  ),
  conditionCase(
    { StringEquals: { 'aws:SourceAcount': 'x' } },
    {
      name: 'a global key that is none',
      code: 'INVALID_GLOBAL_CONDITION_KEY',
      marks: ['"aws:SourceAcount"'],
    },
  ),
  conditionCase(
    { StringEquals: { 'AWS:sourceaccount': 'x', 'aws:RequestTag/team': 'y' } },
    { name: 'global keys in any case', code: 'INVALID_GLOBAL_CONDITION_KEY', marks: [] },
  ),
  conditionCase(
    { StringEquals: { 'aws:SourceOwner': '111122223333' } },
    {
      name: 'the older name of a key',
      code: 'DEPRECATED_GLOBAL_CONDITION_KEY',
      marks: ['"aws:SourceOwner"'],
      fixed: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
    },
  ),
  conditionCase(
    { StringEquals: { 'aws:username': 'x', 'aws:UserName': 'y' } },
    {
      name: 'one key in two spellings',
      code: 'DUPLICATE_KEYS_WITH_DIFFERENT_CASE',
      marks: ['"aws:UserName"'],
    },
  ),
  conditionCase(
    { StringEquals: { 'aws:ViaAWSService': 'true' } },
    {
      name: 'a text compared with a Bool',
      code: 'TYPE_MISMATCH',
      marks: ['"StringEquals"'],
      fixed: { Bool: { 'aws:ViaAWSService': 'true' } },
    },
  ),
  conditionCase(
    { StringEquals: { 'aws:ViaAWSService': 'true', 'aws:username': 'x' } },
    {
      name: 'a mismatch beside another key has no fix',
      code: 'TYPE_MISMATCH',
      marks: ['"StringEquals"'],
      fixed: null,
    },
  ),
  conditionCase(
    { StringLike: { 'aws:SourceIp': '203.0.113.*' } },
    { name: 'a text compared with an address', code: 'TYPE_MISMATCH', marks: ['"StringLike"'] },
  ),
  conditionCase(
    {
      Bool: { 'aws:SecureTransport': 'true' },
      Null: { 'aws:TokenIssueTime': 'true' },
      StringEquals: { 'aws:SourceArn': 'x' },
    },
    { name: 'operators that fit', code: 'TYPE_MISMATCH', marks: [] },
  ),
  conditionCase(
    { StringLike: { 'aws:SourceArn': 'arn:aws:sns:*:*:x' } },
    {
      name: 'StringLike with an ARN',
      code: 'STRING_LIKE_OPERATOR_WITH_ARN_CONDITION_KEYS',
      marks: ['"StringLike"'],
      fixed: { ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:*:x' } },
    },
  ),
  conditionCase(
    { StringEquals: { 'aws:TagKeys': 'team' } },
    {
      name: 'several values without qualifier',
      code: 'MISSING_QUALIFIER',
      marks: ['"StringEquals"'],
      fixed: { 'ForAnyValue:StringEquals': { 'aws:TagKeys': 'team' } },
    },
  ),
  conditionCase(
    { StringNotEquals: { 'aws:TagKeys': 'team' } },
    {
      name: 'several values, negated',
      code: 'MISSING_QUALIFIER',
      marks: ['"StringNotEquals"'],
      fixed: { 'ForAllValues:StringNotEquals': { 'aws:TagKeys': 'team' } },
    },
  ),
  conditionCase(
    { 'ForAnyValue:StringEquals': { 'aws:TagKeys': 'team' }, Null: { 'aws:CalledVia': 'false' } },
    { name: 'several values with qualifier', code: 'MISSING_QUALIFIER', marks: [] },
  ),
  conditionCase(
    { 'ForAllValues:StringEquals': { 'aws:PrincipalOrgID': 'o-1' } },
    {
      name: 'ForAllValues with one value',
      code: 'FORALLVALUES_WITH_SINGLE_VALUED_KEY',
      marks: ['"ForAllValues:StringEquals"'],
      fixed: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } },
    },
  ),
  conditionCase(
    { 'ForAllValues:StringEquals': { 'aws:TagKeys': 'a' } },
    {
      name: 'ForAllValues with several values',
      code: 'FORALLVALUES_WITH_SINGLE_VALUED_KEY',
      marks: [],
    },
  ),
  conditionCase(
    { StringEquals: { 's3:prefix': 'home/*' } },
    {
      name: 'a star under StringEquals',
      code: 'WILDCARD_WITHOUT_LIKE_OPERATOR',
      marks: ['"StringEquals"'],
      fixed: { StringLike: { 's3:prefix': 'home/*' } },
    },
  ),
  conditionCase(
    { 'ForAnyValue:StringNotEqualsIfExists': { 'aws:TagKeys': ['x', 'a?'] } },
    {
      name: 'a question mark under a long operator',
      code: 'WILDCARD_WITHOUT_LIKE_OPERATOR',
      marks: ['"ForAnyValue:StringNotEqualsIfExists"'],
      fixed: { 'ForAnyValue:StringNotLikeIfExists': { 'aws:TagKeys': ['x', 'a?'] } },
    },
  ),
  conditionCase(
    { StringEquals: { 's3:prefix': 'a*' }, StringLike: { 's3:delimiter': '/' } },
    {
      name: 'a star where the Like operator is taken',
      code: 'WILDCARD_WITHOUT_LIKE_OPERATOR',
      marks: ['"a*"'],
      fixed: null,
    },
  ),
  conditionCase(
    {
      StringEquals: { 's3:prefix': `a\${*}` },
      ArnEquals: { 'aws:SourceArn': 'arn:aws:sns:*:*:x' },
    },
    {
      name: 'an escaped star, and an operator that knows it',
      code: 'WILDCARD_WITHOUT_LIKE_OPERATOR',
      marks: [],
    },
  ),
  conditionCase(
    { Bool: { 'aws:SecureTransport': 'yes' } },
    { name: 'yes for a Bool', code: 'TYPE_MISMATCH_BOOLEAN', marks: ['"yes"'] },
  ),
  conditionCase(
    { Bool: { 'aws:SecureTransport': false }, Null: { 'aws:username': 'TRUE' } },
    { name: 'booleans in any form', code: 'TYPE_MISMATCH_BOOLEAN', marks: [] },
  ),
  bucketCase(
    { Principal: { AWS: '*' }, Condition: { DateLessThan: { 'aws:CurrentTime': 'tomorrow' } } },
    { name: 'tomorrow as a date', code: 'TYPE_MISMATCH_DATE', marks: ['"tomorrow"'] },
  ),
  bucketCase(
    { Principal: { AWS: '*' }, Condition: { NumericLessThan: { 's3:max-keys': 'ten' } } },
    { name: 'ten as a number', code: 'TYPE_MISMATCH_NUMBER', marks: ['"ten"'] },
  ),
  conditionCase(
    { IpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '203.0.113'] } },
    { name: 'three parts of an address', code: 'TYPE_MISMATCH_IP_RANGE', marks: ['"203.0.113"'] },
  ),
  conditionCase(
    { IpAddress: { 'aws:SourceIp': ['10.1.0.0/16', '192.168.1.1', 'fd00::/8'] } },
    { name: 'only private addresses', code: 'PRIVATE_IP_ADDRESS', marks: ['"10.1.0.0/16"'] },
  ),
  conditionCase(
    { IpAddress: { 'aws:SourceIp': ['10.1.0.0/16', '203.0.113.7'] } },
    { name: 'a public address among them', code: 'PRIVATE_IP_ADDRESS', marks: [] },
  ),
  conditionCase(
    { IpAddress: { 'aws:VpcSourceIp': '10.1.0.0/16' } },
    { name: 'a private address where it belongs', code: 'PRIVATE_IP_ADDRESS', marks: [] },
  ),
  conditionCase(
    { IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } },
    { name: 'all addresses', code: 'PRIVATE_IP_ADDRESS', marks: [] },
  ),
  conditionCase(
    { NotIpAddress: { 'aws:SourceIp': '172.31.0.0/16' } },
    {
      name: 'all but private addresses',
      code: 'PRIVATE_NOT_IP_ADDRESS',
      marks: ['"172.31.0.0/16"'],
    },
  ),
  conditionCase(
    { IpAddress: { 'aws:SourceIp': '203.0.113.77/24' } },
    {
      name: 'bits after the prefix',
      code: 'IMPROVE_IP_RANGE',
      marks: ['"203.0.113.77/24"'],
      severity: 'info',
      fixed: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } },
    },
  ),
  conditionCase(
    { StringLike: { 'aws:PrincipalTag/team': '*' } },
    { name: 'a lone star', code: 'EQUIVALENT_TO_NULL_FALSE', marks: ['"*"'], severity: 'info' },
  ),
  conditionCase(
    { StringLike: { 's3:prefix': ['a/*', 'b', 'a/*'] } },
    {
      name: 'a value twice',
      code: 'REDUNDANT_CONDITION_VALUE',
      marks: ['"a/*"'],
      fixed: { StringLike: { 's3:prefix': ['a/*', 'b'] } },
    },
  ),
  conditionCase(JSON.parse('{"StringEquals":{"__proto__":"a*"}}') as Record<string, unknown>, {
    name: 'a key named __proto__',
    code: 'INVALID_CONDITION_KEY_FORMAT',
    marks: ['"__proto__"'],
  }),
];
