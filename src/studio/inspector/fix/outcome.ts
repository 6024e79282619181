import type { EventOf, Recording } from '../../../simulator/read.ts';

/** The calls that IAM refused, in order. */
export const deniedIn = ({ events }: Recording): EventOf<'api.call'>[] =>
  events.filter(
    (event) => event.type === 'api.call' && event.call.decision.result !== 'Allowed',
  ) as EventOf<'api.call'>[];

/**
 * What a new run says of a change that was made for one call.
 * @param about key of the call's event, if the change was made for one
 */
export function outcomeOf(recording: Recording, about: string | undefined): string {
  const event = recording.events.find(({ key }) => key === about);
  const call =
    event?.type === 'api.call' && event.call.decision.result === 'Allowed'
      ? ` ${event.call.action} is allowed now, and the run goes on from here.`
      : '';
  const denied = deniedIn(recording).length;
  const left =
    denied === 0
      ? ' No call is refused any more.'
      : ` ${denied === 1 ? 'One call is' : `${denied} calls are`} still refused.`;
  return `Saved, and the run was made again.${call}${left}`;
}
