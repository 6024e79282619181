import { text } from '../params.ts';
import { done, refuse } from '../results.ts';
import { records } from '../state.ts';
import type { ServiceDefinition } from '../types.ts';
import { operations } from './operation.ts';

/** Amazon Cognito user pools API Reference. */
export const cognitoIdpService: ServiceDefinition = {
  service: 'cognito-idp',
  deniedCode: 'AccessDeniedException',
  deniedStatus: 400,
  quotesResource: false,
  operations: operations('cognito-idp', {
    AdminCreateUser: {
      resource: 'arn:aws:cognito-idp:{region}:{account}:userpool/{UserPoolId}',
      handle(params, env) {
        const Username = text(params, 'Username');
        const { UserAttributes } = params;
        const users = records(env.state, `cognito-idp:user/${text(params, 'UserPoolId')}`);
        if (users.has(Username)) {
          return refuse('UsernameExistsException', 'User account already exists');
        }
        const now = env.clock.now();
        const User = {
          Username,
          ...(UserAttributes === undefined ? {} : { Attributes: UserAttributes }),
          UserCreateDate: now,
          UserLastModifiedDate: now,
          Enabled: true,
          UserStatus: 'FORCE_CHANGE_PASSWORD',
        };
        users.set(Username, User);
        return done({ User });
      },
      details: (params) => ({ user: text(params, 'Username') }),
    },
  }),
};
