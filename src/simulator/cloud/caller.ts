import type { AuthorizationRequest } from '../iam/types.ts';
import type { Caller } from '../recording/events.ts';
import { arn, type Place } from './arns.ts';
import type { CallRequest, CloudState, ServiceError, Session } from './types.ts';

/** Who calls, as IAM and CloudTrail see them. */
export interface ResolvedCaller {
  caller: Caller;
  principal: AuthorizationRequest['principal'];
  /** How denial messages name the caller. */
  name: string;
  session?: Session;
}

/** Services print different words for the same trouble (reference: iam §4). */
const shortWords = new Set(['s3', 'sts']);

function expired(service: string): ServiceError {
  return shortWords.has(service)
    ? { code: 'ExpiredToken', message: 'The provided token has expired.', status: 400 }
    : {
        code: 'ExpiredTokenException',
        message: 'The security token included in the request is expired',
        status: 400,
      };
}
function unknownKey(service: string): ServiceError {
  return service === 's3'
    ? {
        code: 'InvalidAccessKeyId',
        message: 'The AWS Access Key Id you provided does not exist in our records.',
        status: 403,
      }
    : {
        code: 'InvalidClientTokenId',
        message: 'The security token included in the request is invalid',
        status: 403,
      };
}

/**
 * A session's three parts belong together: temporary keys without their token are nobody's, a token of other keys is none, and
 * a wrong secret gives a wrong signature.
 */
function wrongKeys(
  service: string,
  signer: CallRequest['signer'] & { type: 'session' },
  session: Session,
): ServiceError | null {
  const { secretAccessKey: secret, token } = signer;
  if (secret === undefined) return null;
  if (token === undefined || token === '') return unknownKey(service);
  if (token !== session.token) {
    return service === 's3'
      ? {
          code: 'InvalidToken',
          message: 'The provided token is malformed or otherwise invalid.',
          status: 400,
        }
      : unknownKey(service);
  }
  if (secret === session.secretAccessKey) return null;
  return {
    code: 'SignatureDoesNotMatch',
    message:
      service === 's3'
        ? 'The request signature we calculated does not match the signature you provided. Check your key and signing method.'
        : 'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
    status: 403,
  };
}

/** From the credentials of a request to its principal. */
export function resolveCaller(
  state: CloudState,
  place: Place,
  request: CallRequest,
  now: number,
): { ok: true; value: ResolvedCaller } | { ok: false; value: ResolvedCaller; error: ServiceError } {
  const { signer } = request;
  switch (signer.type) {
    case 'service':
      return {
        ok: true,
        value: {
          caller: { type: 'AWSService', service: signer.name },
          principal: { type: 'Service', name: signer.name },
          name: signer.name,
        },
      };
    case 'user': {
      const user = arn.user(place, signer.name);
      return {
        ok: true,
        value: {
          caller: { type: 'User', arn: user },
          principal: { type: 'AWS', arn: user, account: place.account },
          name: user,
        },
      };
    }
    case 'session': {
      const session = state.sessions.get(signer.accessKeyId);
      if (session === undefined) {
        return { ok: false, value: anonymous, error: unknownKey(request.service) };
      }
      const refusal = wrongKeys(request.service, signer, session);
      if (refusal !== null) return { ok: false, value: anonymous, error: refusal };
      const value: ResolvedCaller = {
        caller: {
          type: 'AssumedRole',
          arn: session.arn,
          role: session.roleName,
          accessKeyId: session.accessKeyId,
          ...(signer.via === undefined ? {} : { via: signer.via }),
        },
        principal: {
          type: 'AWS',
          arn: session.arn,
          issuer: session.roleArn,
          account: session.account,
          ...(session.tags === undefined ? {} : { tags: session.tags }),
        },
        name: session.arn,
        session,
      };
      return now >= session.expiresAt
        ? { ok: false, value, error: expired(request.service) }
        : { ok: true, value };
    }
    case 'anonymous':
      return { ok: true, value: anonymous };
  }
}

const anonymous: ResolvedCaller = {
  caller: { type: 'Anonymous' },
  principal: { type: 'Anonymous' },
  name: 'anonymous',
};
