import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { loadKnowledge } from '../../../src/simulator/iam/knowledge/index.ts';
import { globalKey } from '../../../src/simulator/iam/knowledge/keys.ts';

const folder = new URL('../../../src/simulator/iam/knowledge/data/', import.meta.url);
const prefixes = readdirSync(folder)
  .map((file) => file.replace('.json', ''))
  .filter((name) => name !== 'catalog' && name !== 'globalKeys');

describe('knowledge of services', () => {
  it('says what an action is about', async () => {
    const { facts } = await loadKnowledge(['s3', 'ecr']);
    const get = facts.get('s3')?.actions.get('getobject');
    expect(get?.name).toBe('GetObject');
    expect(get?.accessLevel).toBe('Read');
    expect(get?.resources.map(({ name }) => name)).toContain('object');
    expect(get?.resources.find(({ name }) => name === 'object')?.arn).toMatch(/:s3:::.*\/.*/);
    expect(get?.keys.map(({ name }) => name)).toContain('s3:signatureversion');
    expect(facts.get('s3')?.keys.find(({ name }) => name === 's3:prefix')).toEqual({
      name: 's3:prefix',
      type: 'String',
    });
    expect(facts.get('ecr')?.actions.get('getauthorizationtoken')?.resources).toEqual([]);
  });

  it('names all services, also those whose facts are not here, and takes any text', async () => {
    const { facts, services } = await loadKnowledge(['S3', 'workmail', 'nothing', '__proto__']);
    expect([...facts.keys()]).toEqual(['s3']);
    expect(services.get('workmail')).toBe('Amazon WorkMail');
    expect(services.size).toBeGreaterThan(400);
    expect(globalKey('AWS:SourceArn')?.type).toBe('ARN');
    expect(globalKey('aws:RequestTag/team')?.type).toBe('String');
    expect(globalKey('aws:RequestTag/')).toBeUndefined();
  });

  it('has every action that the commands of the reference need', async () => {
    const { facts } = await loadKnowledge(prefixes);
    expect(facts.size).toBe(prefixes.length);
    for (const [prefix, action] of [
      ['codepipeline', 'putapprovalresult'],
      ['states', 'startexecution'],
      ['elasticloadbalancing', 'describetargethealth'],
      ['tag', 'getresources'],
      ['rds-data', 'executestatement'],
      ['ecs', 'runtask'],
    ] as const) {
      expect(facts.get(prefix)?.actions.has(action), `${prefix}:${action}`).toBe(true);
    }
  });

  it('costs at most 60 KiB on the wire for each service', () => {
    for (const prefix of prefixes) {
      const bytes = gzipSync(readFileSync(new URL(`${prefix}.json`, folder))).length;
      expect(bytes, prefix).toBeLessThanOrEqual(60 * 1024);
    }
  });
});
