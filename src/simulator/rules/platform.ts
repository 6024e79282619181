import type { Rule } from '../recording/worldTypes.ts';

/** Rules of the services that deploy: CloudFormation, Lambda, ECS, EKS. */
export const platformRules = {
  'cloudformation.capabilities': {
    text: 'CloudFormation makes roles and policies only when the request acknowledges it; named ones need CAPABILITY_NAMED_IAM.',
    source: 'AWS CloudFormation API Reference, "CreateChangeSet" (Capabilities)',
    evidence: 'documented',
    test: 'conformance/cli/cases/cloudformation.ts: a role in the template must be acknowledged',
  },
} satisfies Record<string, Rule>;
