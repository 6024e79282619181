import type { Place } from './arns.ts';
import type { ResolvedCaller } from './caller.ts';
import type { CallRequest, Permission } from './types.ts';

/**
 * The condition keys that AWS would set for a call (IAM User Guide, "AWS global condition context keys";
 * reference: iam §2.4).
 */
export function requestContext(o: {
  request: CallRequest;
  permission: Permission;
  resolved: ResolvedCaller;
  place: Place;
  /** Unix ms. */
  unix: number;
  /** Unix ms of virtual time 0. */
  unixStart: number;
}): Record<string, string | string[]> {
  const { request, permission, resolved, place, unix } = o;
  const { session } = resolved;
  const context: Record<string, string | string[]> = {
    'aws:CurrentTime': new Date(unix).toISOString(),
    'aws:EpochTime': String(Math.floor(unix / 1000)),
    'aws:SecureTransport': 'true',
    'aws:RequestedRegion': request.region ?? place.region,
    'aws:ViaAWSService': 'false',
    'aws:ResourceAccount': permission.resourceAccount ?? place.account,
  };
  if (session !== undefined) {
    context['aws:PrincipalArn'] = session.roleArn;
    context['aws:PrincipalAccount'] = session.account;
    context['aws:PrincipalType'] = 'AssumedRole';
    context['aws:userid'] = `${session.roleId}:${session.sessionName}`;
    context['aws:TokenIssueTime'] = new Date(o.unixStart + session.issuedAt).toISOString();
  }
  if (resolved.caller.type === 'User') {
    context['aws:PrincipalArn'] = resolved.caller.arn;
    context['aws:PrincipalAccount'] = place.account;
    context['aws:PrincipalType'] = 'User';
  }
  if (request.signer.type === 'service' && request.signer.sourceArn !== undefined) {
    context['aws:SourceArn'] = request.signer.sourceArn;
    context['aws:SourceAccount'] = request.signer.sourceArn.split(':')[4] ?? place.account;
    context['aws:PrincipalIsAWSService'] = 'true';
  }
  return { ...context, ...permission.context };
}
