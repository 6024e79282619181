import type { FilledScenario } from '../scenario/types.ts';
import { accountOf } from './accounts.ts';
import type { Place } from './arns.ts';
import type { ResolvedCaller } from './caller.ts';
import type { CallRequest, Permission, Session } from './types.ts';

type Context = Record<string, string | string[]>;

/** Their one endpoint is in us-east-1, wherever the caller is. */
const globalServices = new Set(['iam', 'cloudfront', 'route53', 'organizations', 'support']);

/** The service is the same in every Region: its calls go to us-east-1. @param service IAM prefix */
export const isWorldwide = (service: string): boolean => globalServices.has(service.toLowerCase());

/** An address of CodeBuild in us-east-1 (AWS IP address ranges, service CODEBUILD). */
const buildHostAddress = '34.228.4.210';

/** The organization of a scenario has no id of its own. */
const organizationId = 'o-exampleorgid';

/**
 * The condition keys that AWS would set for a call (IAM User Guide, "AWS global condition context keys";
 * reference: iam §2.4).
 */
export function requestContext(o: {
  scenario: FilledScenario;
  request: Pick<CallRequest, 'service' | 'region' | 'signer'>;
  permission: Permission;
  resolved: ResolvedCaller;
  place: Place;
  /** Unix ms. */
  unix: number;
  /** Unix ms of virtual time 0. */
  unixStart: number;
}): Context {
  const { scenario, request, permission, resolved, place, unix } = o;
  const { session } = resolved;
  const owner = permission.resourceAccount ?? place.account;
  return {
    'aws:CurrentTime': new Date(unix).toISOString(),
    'aws:EpochTime': String(Math.floor(unix / 1000)),
    'aws:SecureTransport': 'true',
    'aws:RequestedRegion': isWorldwide(request.service)
      ? 'us-east-1'
      : (request.region ?? place.region),
    'aws:ViaAWSService': 'false',
    'aws:ResourceAccount': owner,
    ...inOrganization(scenario, owner, 'aws:ResourceOrgID'),
    ...(session === undefined ? {} : ofSession(scenario, session, o.unixStart)),
    ...(resolved.caller.type === 'User'
      ? {
          'aws:PrincipalArn': resolved.caller.arn,
          'aws:PrincipalAccount': place.account,
          'aws:PrincipalType': 'User',
          'aws:username': resolved.caller.arn.slice(resolved.caller.arn.lastIndexOf('/') + 1),
        }
      : {}),
    ...ofService(request.signer, place),
    ...permission.context,
  };
}

function ofSession(scenario: FilledScenario, session: Session, unixStart: number): Context {
  return {
    'aws:PrincipalArn': session.roleArn,
    'aws:PrincipalAccount': session.account,
    'aws:PrincipalType': 'AssumedRole',
    'aws:PrincipalIsAWSService': 'false',
    'aws:userid': `${session.roleId}:${session.sessionName}`,
    'aws:TokenIssueTime': new Date(unixStart + session.issuedAt).toISOString(),
    'aws:MultiFactorAuthPresent': 'false',
    'aws:SourceIp': buildHostAddress,
    ...inOrganization(scenario, session.account, 'aws:PrincipalOrgID'),
    ...(session.sourceIdentity === undefined
      ? {}
      : { 'aws:SourceIdentity': session.sourceIdentity }),
  };
}

/** A service in its own name says for what it calls: the keys that guard against a confused deputy. */
function ofService(signer: CallRequest['signer'], place: Place): Context {
  if (signer.type !== 'service' || signer.sourceArn === undefined) return {};
  return {
    'aws:SourceArn': signer.sourceArn,
    'aws:SourceAccount': signer.sourceArn.split(':')[4] ?? place.account,
    'aws:PrincipalIsAWSService': 'true',
    'aws:PrincipalServiceName': signer.name,
    'aws:PrincipalServiceNamesList': [signer.name],
  };
}

const inOrganization = (scenario: FilledScenario, account: string, key: string): Context =>
  accountOf(scenario, account)?.organization === undefined ? {} : { [key]: organizationId };
