import { writeValue } from '../finding.ts';
import { coversAction } from './covers.ts';
import type { Item, PlacedText, StatementView } from './view.ts';
import type { StatementWarning } from './warning.ts';
import { quoted } from './warning.ts';

const isS3 = ({ text }: PlacedText): boolean => /^arn:[^:]*:s3:::/.test(text);

/** All resources are of S3 and for none `fits` holds: true for at least one resource. */
function noneFits(
  { resources, notResource }: StatementView,
  fits: (text: string) => boolean,
): boolean {
  if (notResource || resources.length === 0) return false;
  return resources.every((item) => isS3(item) && !fits(item.text));
}

const LIST_BUCKET = new Set([
  's3:listbucket',
  's3:listbucketversions',
  's3:getbucketlocation',
  's3:listbucketmultipartuploads',
]);
const OBJECT_ACTION =
  /^s3:(?:(?:get|put|delete|restore)object(?:acl|tagging|version|retention|legalhold|attributes|versionacl|versiontagging)?|abortmultipartupload|listmultipartuploadparts)$/;

const atBucket = (text: string): boolean => !text.includes('/');
/** A wildcard in the name may also take in a slash. */
const atObjects = (text: string): boolean => /[/*?$]/.test(text);

/** ARN of the bucket of an objects' ARN. */
const bucketOf = (text: string): string => text.slice(0, text.indexOf('/'));

/** Actions about no resource at all, for which only `"*"` works. Source: Service Authorization Reference. */
const TOKENS = new Set([
  'ecr:getauthorizationtoken',
  'ecr-public:getauthorizationtoken',
  'sts:getservicebearertoken',
]);

const isAlias = ({ text }: PlacedText): boolean => /^arn:[^:]*:kms:[^:]*:[^:]*:alias\//.test(text);

/** Actions of KMS that are about a key and are asked with its own ARN, whatever name it was called by. */
const KEY_ACTION =
  /^kms:(?:\*|(?:re)?encrypt|decrypt|generatedatakey|describekey|sign|verify|creategrant)/;

/** True when `pitfallWarnings` has said already that none of the resources is one for the action. */
export function isPitfall({ lower }: Item, { resources }: StatementView): boolean {
  if (TOKENS.has(lower)) return true;
  if (LIST_BUCKET.has(lower) || OBJECT_ACTION.test(lower)) return resources.every(isS3);
  return KEY_ACTION.test(lower) && resources.some(isAlias);
}

/** The mistakes that pipelines are full of; none of the policy checks of AWS looks for them. */
export const pitfallWarnings: readonly StatementWarning[] = [
  {
    issueCode: 'LIST_BUCKET_ON_OBJECTS',
    title: 'Bucket action on objects only',
    findingType: 'WARNING',
    kinds: ['identity'],
    words: 'The action is about the bucket itself.',
    fires(statement, fire) {
      if (statement.notAction || !noneFits(statement, atBucket)) return;
      const action = statement.actions.find(({ lower }) => LIST_BUCKET.has(lower));
      const [resource] = statement.resources;
      if (!action || !resource) return;
      const bucket = bucketOf(resource.text);
      const words = `${action.text} is asked for the bucket itself, and ${quoted(resource.text)} covers only what lies in it. Add "${quoted(bucket)}".`;
      const { actions, resources } = statement;
      const alone = resources.length === 1 && actions.every(({ lower }) => LIST_BUCKET.has(lower));
      fire(alone ? { at: resource.at, words, mend: writeValue(bucket) } : { at: action.at, words });
    },
  },
  {
    issueCode: 'OBJECT_ACTION_ON_BUCKET',
    title: 'Object action on bucket only',
    findingType: 'WARNING',
    kinds: ['identity'],
    words: 'The action is about objects.',
    fires(statement, fire) {
      if (statement.notAction || !noneFits(statement, atObjects)) return;
      const action = statement.actions.find(({ lower }) => OBJECT_ACTION.test(lower));
      const [resource] = statement.resources;
      if (!action || !resource) return;
      const words = `${action.text} is asked for an object, and ${quoted(resource.text)} is the bucket only. Its objects are ${quoted(resource.text)}/*.`;
      const alone =
        statement.resources.length === 1 &&
        !statement.actions.some(({ lower }) => LIST_BUCKET.has(lower));
      if (alone) fire({ at: resource.at, words, mend: writeValue(`${resource.text}/*`) });
      else fire({ at: action.at, words });
    },
  },
  {
    issueCode: 'AUTHORIZATION_TOKEN_NOT_ON_STAR',
    title: 'Token for a resource',
    findingType: 'WARNING',
    kinds: ['identity'],
    words: 'The token is for the whole registry, so no resource but "*" covers the action.',
    fires({ actions, resources, notAction, notResource, allows }, fire) {
      if (notAction || notResource || !allows || resources.length === 0) return;
      if (resources.some(({ text }) => text === '*')) return;
      const action = actions.find(({ lower }) => TOKENS.has(lower));
      if (!action) return;
      const words = `${action.text} names no resource, so only "*" covers it. Give it a statement of its own with "Resource": "*".`;
      const [only] = resources;
      const alone = actions.length === 1 && resources.length === 1 && only;
      fire(alone ? { at: only.at, words, mend: writeValue('*') } : { at: action.at, words });
    },
  },
  {
    issueCode: 'SECRET_WITHOUT_SUFFIX',
    title: 'Secret without suffix',
    findingType: 'WARNING',
    kinds: ['identity'],
    words:
      'Secrets Manager adds a hyphen and six characters to the name of each secret, so this matches none. Write -?????? behind the name.',
    fires({ resources }, fire) {
      for (const { text, at } of resources) {
        const name = /^arn:[^:]*:secretsmanager:[^:]*:[^:]*:secret:(.+)$/.exec(text)?.[1];
        if (name === undefined || /[*?]$/.test(name) || name.includes('$')) continue;
        if (!/-[A-Za-z0-9]{6}$/.test(name)) fire({ at, mend: writeValue(`${text}-??????`) });
      }
    },
  },
  {
    issueCode: 'LOG_GROUP_WITHOUT_STREAMS',
    title: 'Log group without streams',
    findingType: 'WARNING',
    kinds: ['identity'],
    words: 'The streams of a log group stand behind a colon.',
    fires({ actions, resources, notResource }, fire) {
      if (notResource || !actions.some(({ lower }) => coversAction(lower, 'logs:putlogevents')))
        return;
      const groups = resources.filter(({ text }) =>
        /^arn:[^:]*:logs:[^:]*:[^:]*:log-group:/.test(text),
      );
      if (groups.length < resources.length) return;
      if (groups.some(({ text }) => /\*$|:log-stream:/.test(text))) return;
      for (const { text, at } of groups) {
        const words =
          'logs:PutLogEvents is asked for a stream of the group, which stands behind a colon: end the ARN with :*.';
        fire({ at, words, mend: writeValue(`${text}:*`) });
      }
    },
  },
  {
    issueCode: 'KEY_ALIAS_AS_RESOURCE',
    title: 'Key alias as resource',
    findingType: 'WARNING',
    kinds: ['identity'],
    words:
      'Use of a key is asked for its own ARN, key/…, never for an alias. To go by the alias use "Resource": "*" with a condition on kms:ResourceAliases.',
    fires({ actions, resources, notResource }, fire) {
      if (notResource || !actions.some(({ lower }) => KEY_ACTION.test(lower))) return;
      for (const item of resources) if (isAlias(item)) fire({ at: item.at });
    },
  },
  {
    issueCode: 'PARAMETER_WITH_TWO_SLASHES',
    title: 'Parameter with two slashes',
    findingType: 'WARNING',
    kinds: ['identity'],
    words:
      'In the ARN the slash at the beginning of a parameter’s name is the one after "parameter".',
    fires({ resources }, fire) {
      for (const { text, at } of resources) {
        if (!/^arn:[^:]*:ssm:[^:]*:[^:]*:parameter\/\//.test(text)) continue;
        fire({ at, mend: writeValue(text.replace(':parameter//', ':parameter/')) });
      }
    },
  },
];
