import { parseYaml, type YamlNode } from '../../../text/yaml.ts';
import type { Params } from '../../types.ts';

/** What CloudFormation looks at before it makes anything. */
export interface Template {
  description: string;
  parameters: { name: string; value: string | undefined; noEcho: boolean }[];
  resources: {
    id: string;
    type: string;
    named: boolean;
    /** A macro will put a role beside it. */
    makesRole: boolean;
  }[];
  outputs: string[];
  /** Names under which outputs are exported, as they are written. */
  exports: { output: string; name: string }[];
  /** Macros it goes through: `AWS::Serverless-2016-10-31`. */
  transforms: string[];
}

/** Types that give permissions: creating them must be acknowledged (CloudFormation API Reference, "CreateStack", Capabilities). */
const iamTypes = new Set([
  'AWS::IAM::AccessKey',
  'AWS::IAM::Group',
  'AWS::IAM::InstanceProfile',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::IAM::User',
  'AWS::IAM::UserToGroupAddition',
]);
/** Types of AWS SAM that get a role of their own when they name none (AWS SAM Developer Guide, "Generated CloudFormation resources"). */
const samTypes = new Set(['AWS::Serverless::Function', 'AWS::Serverless::StateMachine']);
/** Properties that give such a resource a name of the author's choice. */
const nameProperties = [
  'RoleName',
  'GroupName',
  'UserName',
  'InstanceProfileName',
  'ManagedPolicyName',
];

const member = (node: YamlNode | undefined, name: string): YamlNode | undefined =>
  node?.kind === 'map' ? node.entries.find(({ key }) => key.text === name)?.value : undefined;
const textOf = (node: YamlNode | undefined): string => (node?.kind === 'scalar' ? node.text : '');
const textsOf = (node: YamlNode | undefined): string[] =>
  node?.kind === 'list' ? node.items.map(textOf) : [textOf(node)].filter((text) => text !== '');
const entriesOf = (node: YamlNode | undefined) => (node?.kind === 'map' ? node.entries : []);

/** Reads a template in YAML or JSON; a message in CloudFormation's words when it is none. */
export function parseTemplate(text: string): Template | { error: string } {
  const parsed = parseYaml(text);
  if (!parsed.ok)
    return { error: `Template format error: YAML not well-formed. (${parsed.error.reason})` };
  const { root } = parsed;
  if (root === null || root.kind !== 'map') {
    return { error: 'Template format error: unsupported structure.' };
  }
  const resources = member(root, 'Resources');
  if (resources === undefined) {
    return { error: 'Template format error: At least one Resources member must be defined.' };
  }
  const list = entriesOf(resources).map(({ key, value }) => ({
    id: key.text,
    type: textOf(member(value, 'Type')),
    named: nameProperties.some((name) => member(member(value, 'Properties'), name) !== undefined),
    makesRole:
      samTypes.has(textOf(member(value, 'Type'))) &&
      member(member(value, 'Properties'), 'Role') === undefined,
  }));
  const untyped = list.find(({ type }) => type === '');
  if (untyped !== undefined) {
    return {
      error: `Template format error: [/Resources/${untyped.id}] Every Resources object must contain a Type member.`,
    };
  }
  return {
    description: textOf(member(root, 'Description')),
    parameters: entriesOf(member(root, 'Parameters')).map(({ key, value }) => {
      const fallback = member(value, 'Default');
      return {
        name: key.text,
        value: fallback?.kind === 'scalar' ? fallback.text : undefined,
        noEcho: textOf(member(value, 'NoEcho')) === 'true',
      };
    }),
    resources: list,
    outputs: entriesOf(member(root, 'Outputs')).map(({ key }) => key.text),
    exports: entriesOf(member(root, 'Outputs')).flatMap(({ key, value }) => {
      const written = member(member(value, 'Export'), 'Name');
      const name = textOf(written) || textOf(member(written, 'Fn::Sub'));
      return name === '' ? [] : [{ output: key.text, name }];
    }),
    transforms: textsOf(member(root, 'Transform')),
  };
}

/** Capabilities that must be given, and why. */
export function capabilitiesOf(template: Template): { needed: string[]; types: string[] } {
  const iam = template.resources.filter(({ type }) => iamTypes.has(type));
  const capability =
    iam.length === 0
      ? []
      : [iam.some(({ named }) => named) ? 'CAPABILITY_NAMED_IAM' : 'CAPABILITY_IAM'];
  return {
    needed: [...capability, ...(template.transforms.length > 0 ? ['CAPABILITY_AUTO_EXPAND'] : [])],
    types: [...new Set(iam.map(({ type }) => type))],
  };
}

const acknowledged = (needed: string, given: readonly string[]): boolean =>
  given.includes(needed) || (needed === 'CAPABILITY_IAM' && given.includes('CAPABILITY_NAMED_IAM'));

/** The capabilities that a request lacks. `CAPABILITY_NAMED_IAM` includes `CAPABILITY_IAM`. */
export const lackingCapabilities = (template: Template, given: readonly string[]): string[] =>
  capabilitiesOf(template).needed.filter((needed) => !acknowledged(needed, given));

/** What only shows when macros have run: roles that they make (the change set then fails). */
export const lackingAfterMacros = (template: Template, given: readonly string[]): string[] =>
  template.resources.some(({ makesRole }) => makesRole) && !acknowledged('CAPABILITY_IAM', given)
    ? ['CAPABILITY_IAM']
    : [];

/** `Parameters` of a validated template. */
export const parameterFacts = (template: Template): Params[] =>
  template.parameters.map(({ name, value, noEcho }) => ({
    ParameterKey: name,
    ...(value === undefined ? {} : { DefaultValue: value }),
    NoEcho: noEcho,
  }));
