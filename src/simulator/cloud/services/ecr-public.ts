import { done } from '../results.ts';
import type { ServiceDefinition } from '../types.ts';
import { authorizationData } from './ecr/authorization.ts';
import { operations } from './operation.ts';

/**
 * Amazon ECR Public API Reference. The password is a bearer token of STS: both permissions are needed (Amazon ECR Public User
 * Guide, "Registry authentication").
 */
export const ecrPublicService: ServiceDefinition = {
  service: 'ecr-public',
  deniedCode: 'AccessDeniedException',
  deniedStatus: 400,
  quotesResource: false,
  operations: operations('ecr-public', {
    GetAuthorizationToken: {
      node: () => 'ecr',
      also: () => [
        {
          action: 'sts:GetServiceBearerToken',
          resource: '*',
          context: { 'sts:AWSServiceName': 'ecr-public.amazonaws.com' },
        },
      ],
      handle: (_params, env) => done({ authorizationData: authorizationData('ecr-public', env) }),
      rule: 'ecr-public.bearer-token',
    },
  }),
};
