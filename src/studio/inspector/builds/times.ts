/** When the built-in scenarios begin. */
const usualStart = '2026-07-14T09:56:00.000Z';

/** A moment of a run as CloudWatch writes it (UTC, ms); empty where the scenario has no usable start. @param ms of virtual time */
export function isoTime(startTime: string | undefined, ms: number): string {
  const date = new Date(Date.parse(startTime ?? usualStart) + ms);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString();
}
