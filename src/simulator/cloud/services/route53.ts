import { isRecord } from '../../iam/record.ts';
import { count, text } from '../params.ts';
import { done, refuse } from '../results.ts';
import { records } from '../state.ts';
import type { Params, ServiceDefinition } from '../types.ts';
import { operations } from './operation.ts';

/** ms of virtual time until all name servers know a change (Amazon Route 53 Developer Guide: within 60 seconds). */
const syncMs = 60_000;

/** Ids come with or without the path that the API writes before them. */
const short = (id: string): string => id.slice(id.lastIndexOf('/') + 1);

function changesIn(params: Params): Record<string, unknown>[] {
  const { ChangeBatch: batch } = params;
  const changes = isRecord(batch) ? batch.Changes : undefined;
  return Array.isArray(changes) ? (changes as unknown[]).filter(isRecord) : [];
}

const valuesOf = (params: Params, member: 'Name' | 'Type'): string[] =>
  changesIn(params).flatMap(({ ResourceRecordSet: set }) => {
    const value = isRecord(set) ? set[member] : undefined;
    return typeof value === 'string' ? [value] : [];
  });

const unique = (values: readonly string[]): string[] => [...new Set(values)];

/** Amazon Route 53 API Reference. Its ARNs name neither Region nor account. */
export const route53Service: ServiceDefinition = {
  service: 'route53',
  deniedCode: 'AccessDenied',
  deniedStatus: 403,
  quotesResource: false,
  operations: operations('route53', {
    ChangeResourceRecordSets: {
      resource: (params) =>
        `arn:aws:route53:::hostedzone/${short(text(params, 'HostedZoneId')) || '*'}`,
      context: (params) => ({
        'route53:ChangeResourceRecordSetsNormalizedRecordNames': unique(
          valuesOf(params, 'Name').map((name) => name.toLowerCase().replace(/\.$/, '')),
        ),
        'route53:ChangeResourceRecordSetsRecordTypes': unique(valuesOf(params, 'Type')),
        'route53:ChangeResourceRecordSetsActions': unique(
          changesIn(params).map(({ Action }) => String(Action)),
        ),
      }),
      handle(_params, env) {
        const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
        const id = `C${env.ids.text(`${env.trace.scope}/change`, 20, letters)}`;
        const now = env.clock.now();
        records(env.state, 'route53:change').set(id, { SubmittedAt: now });
        const ChangeInfo = { Id: `/change/${id}`, Status: 'PENDING', SubmittedAt: now };
        return done({ ChangeInfo });
      },
      details: (params) => ({ zone: short(text(params, 'HostedZoneId')) }),
      rule: 'route53.arn-without-account',
    },
    GetChange: {
      resource: (params) => `arn:aws:route53:::change/${short(text(params, 'Id')) || '*'}`,
      handle(params, env) {
        const id = short(text(params, 'Id'));
        const change = records(env.state, 'route53:change').get(id);
        if (change === undefined) {
          return refuse(
            'NoSuchChange',
            `A change with the specified change ID does not exist: ${id}`,
            404,
          );
        }
        const SubmittedAt = count(change, 'SubmittedAt');
        const Status = env.clock.now() < SubmittedAt + syncMs ? 'PENDING' : 'INSYNC';
        return done({ ChangeInfo: { Id: `/change/${id}`, Status, SubmittedAt } });
      },
    },
  }),
};
