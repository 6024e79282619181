import { utf8ToBytes } from '@noble/hashes/utils.js';
import { isRecord } from '../../iam/record.ts';
import { bytes, text } from '../params.ts';
import { done, refuse } from '../results.ts';
import { records } from '../state.ts';
import type { Environment, ServiceDefinition } from '../types.ts';
import { about, type Found, find } from './declared.ts';
import { operations } from './operation.ts';

const kind = 'apigateway:api';
/** Largest definition that is kept, in bytes (Amazon API Gateway quotas: 6 MB). */
const mostBytes = 6_000_000;

const apiOf = (env: Environment, id: string): Found | undefined =>
  find(env, { kind, name: id, called: 'REST API', make: () => ({ id, name: id }) });

const noApi = () => refuse('NotFoundException', 'Invalid API identifier specified', 404);

/** The definition, if it is JSON; YAML is taken as it is. */
function definitionIn(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body.slice(0, mostBytes)));
  } catch {
    return undefined;
  }
}

function titleIn(definition: unknown): string | undefined {
  const info = isRecord(definition) ? definition.info : undefined;
  return isRecord(info) && typeof info.title === 'string' ? info.title : undefined;
}

/**
 * Amazon API Gateway API Reference. Actions are HTTP verbs on ARNs without an account (Service Authorization Reference, "Amazon
 * API Gateway Management").
 */
export const apigatewayService: ServiceDefinition = {
  service: 'apigateway',
  deniedCode: 'AccessDeniedException',
  deniedStatus: 403,
  quotesResource: false,
  operations: operations('apigateway', {
    CreateDeployment: {
      action: 'apigateway:POST',
      resource: 'arn:aws:apigateway:{region}::/restapis/{restApiId}/deployments',
      handle(params, env) {
        const found = apiOf(env, text(params, 'restApiId'));
        if (found === undefined) return noApi();
        const id = env.ids.text(
          `${env.trace.scope}/deployment`,
          6,
          'abcdefghijklmnopqrstuvwxyz0123456789',
        );
        return about(found, { id, createdDate: env.clock.now() });
      },
      details: (params) => ({ stage: text(params, 'stageName') }),
      rule: 'apigateway.actions-are-verbs',
    },
    GetRestApis: {
      action: 'apigateway:GET',
      resource: 'arn:aws:apigateway:{region}::/restapis',
      handle: (_params, env) => done({ items: [...records(env.state, kind).values()] }),
    },
    PutRestApi: {
      action: 'apigateway:PUT',
      resource: 'arn:aws:apigateway:{region}::/restapis/{restApiId}',
      handle(params, env) {
        const found = apiOf(env, text(params, 'restApiId'));
        if (found === undefined) return noApi();
        const title = titleIn(definitionIn(bytes(params, 'body')));
        if (title !== undefined) found.record.name = title;
        const { id, name } = found.record;
        return about(found, { id, name });
      },
    },
    GetExport: {
      action: 'apigateway:GET',
      resource:
        'arn:aws:apigateway:{region}::/restapis/{restApiId}/stages/{stageName}/exports/{exportType}',
      handle(params, env) {
        const found = apiOf(env, text(params, 'restApiId'));
        if (found === undefined) return noApi();
        const type = text(params, 'exportType');
        const at = new Date(env.clock.unix()).toISOString().slice(0, 19).replaceAll(':', '-');
        const swagger = { swagger: '2.0', info: { title: found.record.name }, paths: {} };
        return about(found, {
          contentType: 'application/octet-stream',
          contentDisposition: `attachment; filename="${type}_${at}Z.json"`,
          body: utf8ToBytes(JSON.stringify(swagger)),
        });
      },
    },
  }),
};
