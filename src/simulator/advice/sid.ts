import { serviceOf } from './situation.ts';

/** The service of an action as a Sid: `S3`, `Logs`, `Codeconnections`. Letters and digits only, as Sids must be. */
export function serviceName(action: string): string {
  const service = serviceOf(action).replace(/[^a-z0-9]/g, '');
  return service.length <= 3
    ? service.toUpperCase()
    : `${service.charAt(0).toUpperCase()}${service.slice(1)}`;
}

/** Named after the service; with the operation, then with a number too, when that name is taken. */
export function freeSid(action: string, taken: ReadonlySet<unknown>): string {
  const short = serviceName(action);
  if (!taken.has(short)) return short;
  const long = short + (action.split(':')[1] ?? '').replace(/[^0-9A-Za-z]/g, '');
  let name = long;
  for (let number = 2; taken.has(name); number++) name = long + number;
  return name;
}
