import type { Rule } from '../recording/worldTypes.ts';

const platform = 'unit/cloud/platform.test.ts';

/** Rules of services that builds call now and then. */
export const moreServiceRules = {
  'ec2.run-instances-checks-each-resource': {
    text: 'RunInstances is checked on instance, image, subnet, network interface, security group and volume; tags and a role need more.',
    source:
      'Service Authorization Reference, "Amazon EC2"; Amazon EC2 User Guide, "Grant permission to tag resources during creation"',
    evidence: 'documented',
    test: `${platform}: asks for each resource of a new instance, its tags and its role`,
  },
  'ec2.encoded-message': {
    text: 'EC2 says UnauthorizedOperation; where a resource is named, an encoded message follows that nobody reads without sts:DecodeAuthorizationMessage.',
    source: 'Reference of CLI commands, aws ec2 run-instances',
    evidence: 'derived',
    test: `${platform}: words its denials in its own way`,
  },
  'apigateway.actions-are-verbs': {
    text: 'Actions of API Gateway are HTTP verbs on the path of the resource, in an ARN without an account.',
    source: 'Service Authorization Reference, "Amazon API Gateway Management"',
    evidence: 'documented',
    test: `${platform}: asks for a verb on a path`,
  },
  'rds-data.reads-the-secret': {
    text: 'The Data API reads the login of the database from the secret with the caller’s rights.',
    source: 'Amazon Aurora User Guide, "Authorizing access to the Amazon RDS Data API"',
    evidence: 'documented',
    test: `${platform}: needs the secret as well as the cluster`,
  },
  'route53.arn-without-account': {
    text: 'The ARN of a hosted zone names neither Region nor account; names, types and actions of a change can be limited by conditions.',
    source:
      'Service Authorization Reference, "Amazon Route 53"; Amazon Route 53 Developer Guide, "Using IAM policy conditions"',
    evidence: 'documented',
    test: `${platform}: limits a change by the names of its records`,
  },
} satisfies Record<string, Rule>;
