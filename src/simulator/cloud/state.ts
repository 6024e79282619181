import type { FilledScenario } from '../scenario/types.ts';
import { accountsOf } from './accounts.ts';
import { arn } from './arns.ts';
import { declaredBucket } from './bucket.ts';
import { declaredRepository } from './services/ecr/declared.ts';
import type { Bucket, CloudState, EcrRepository, Params } from './types.ts';

/** What exists at AWS before the run: the resources of the scenario and nothing else. */
export function createCloudState(scenario: FilledScenario): CloudState {
  const { resources, account } = scenario;
  const buckets = new Map<string, Bucket>();
  for (const { id, account: owner } of accountsOf(scenario)) {
    const place = { id, region: owner.region ?? account.region };
    for (const [name, resource] of Object.entries(owner.resources?.buckets ?? {})) {
      buckets.set(name, declaredBucket(name, resource, place));
    }
  }
  const repositories = new Map<string, EcrRepository>();
  for (const { id, account: owner } of accountsOf(scenario)) {
    for (const [name, resource] of Object.entries(owner.resources?.repositories ?? {})) {
      const place = { account: id, region: resource.region ?? owner.region ?? account.region };
      repositories.set(arn.repository(place, name), declaredRepository(place, name, resource));
    }
  }
  const logGroups: CloudState['logGroups'] = new Map();
  for (const name of Object.keys(resources.logGroups ?? {})) logGroups.set(name, new Map());
  return {
    buckets,
    repositories,
    logGroups,
    records: new Map(),
    sessions: new Map(),
    heads: new Map(),
  };
}

/** The things of one kind, by name: `records(state, 'lambda:function')`. */
export function records(state: CloudState, kind: string): Map<string, Params> {
  const known = state.records.get(kind);
  if (known !== undefined) return known;
  const made = new Map<string, Params>();
  state.records.set(kind, made);
  return made;
}
