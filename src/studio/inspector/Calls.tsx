import { useRef } from 'react';
import { clock } from '../../player/words.ts';
import type { ApiCall, World } from '../../simulator/read.ts';
import { StatusPill } from '../../ui/StatusPill.tsx';
import { useCapped } from './useCapped.tsx';
import { useFollow } from './useFollow.ts';
import './calls.css';

interface CallsProps {
  world: World;
  seq: number;
  onLook(seq: number): void;
}

const trails: Record<ApiCall['trail'], string> = {
  management: '',
  data: 'data event: only in trails that record them',
  none: 'never in CloudTrail',
};

/** Who called: the role behind a session, or the service. */
function callerOf({ caller, principal }: ApiCall): string {
  if (caller.type === 'AssumedRole') return caller.role;
  return caller.type === 'AWSService' ? caller.service : principal;
}

/** Every AWS API call up to the playhead, as CloudTrail would list it. */
export function Calls({ world, seq, onLook }: CallsProps) {
  const { shown, more } = useCapped(world.calls);
  const list = useRef<HTMLTableSectionElement>(null);
  useFollow(list, seq, world.calls.length);
  if (world.calls.length === 0) return <p className="empty">No AWS API call has been made yet.</p>;
  return (
    <div className="calls">
      {more}
      <table>
        <caption className="visually-hidden">AWS API calls up to the playhead</caption>
        <thead>
          <tr>
            <th scope="col" className="call-time">
              Time
            </th>
            <th scope="col">Call</th>
            <th scope="col" className="call-result">
              Result
            </th>
          </tr>
        </thead>
        <tbody ref={list}>
          {shown.map((call) => (
            <tr
              key={call.seq}
              aria-current={call.seq === seq}
              data-failed={call.errorCode !== undefined}
            >
              <td className="call-time mono faint">{clock(call.at)}</td>
              <td>
                <button type="button" className="call" onClick={() => onLook(call.seq)}>
                  <span className="mono">
                    {call.service}:{call.operation}
                  </span>
                </button>
                <div className="call-who">
                  {callerOf(call)}
                  {call.viaCommand !== undefined && (
                    <span className="mono" title={call.viaCommand}>
                      $ {call.viaCommand}
                    </span>
                  )}
                </div>
                {trails[call.trail] !== '' && (
                  <div className="call-trail">{trails[call.trail]}</div>
                )}
              </td>
              <td className="call-result">
                <StatusPill
                  health={call.errorCode === undefined ? 'ok' : 'bad'}
                  text={call.errorCode ?? 'ok'}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
