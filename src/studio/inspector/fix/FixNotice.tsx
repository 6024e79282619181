import { useEffect, useRef } from 'react';
import { usePlayer } from '../../../player/context.tsx';
import { Button } from '../../../ui/Button.tsx';
import { usePlace } from '../../place.ts';
import { useSession, useSessionStore } from '../../session/context.tsx';
import type { Notice } from '../../session/types.ts';
import { deniedIn } from './outcome.ts';
import { useAdopt } from './useAdopt.ts';
import './fix.css';

/** What came of a fix: said to everybody, with the ways on. The region is always there, so that it is heard. */
export function FixNotice() {
  const notice = useSession((state) => state.notice);
  return (
    <div role="status" className="fix-notice-region">
      {notice && (
        <div className="fix-notice" data-health={notice.ok ? 'ok' : 'bad'}>
          <p>
            <b>
              <span aria-hidden="true">{notice.ok ? '✓' : '✕'}</span> {notice.title}.
            </b>{' '}
            {notice.text}
          </p>
          <Ways key={notice.title} notice={notice} />
        </div>
      )}
    </div>
  );
}

function Ways({ notice }: { notice: Notice }) {
  const first = useRef<HTMLDivElement>(null);
  const session = useSessionStore();
  const player = usePlayer();
  const { recording, jumpTo } = usePlace();
  const { adopt } = useAdopt();
  const { undo, ok } = notice;
  const next = deniedIn(recording)[0];
  // The button that was pressed is gone, or about to go: the focus comes here, not to the top of the page.
  useEffect(() => {
    const { activeElement, body } = document;
    const lost = activeElement === null || activeElement === body;
    if (lost || activeElement.closest('.inspector') !== null)
      first.current?.querySelector('button')?.focus();
  }, []);
  const close = () => session.getState().tell(null);
  return (
    <div ref={first} className="fix-ways">
      {ok && (
        <Button
          small
          onClick={() => {
            close();
            player.getState().play();
          }}
        >
          Play on
        </Button>
      )}
      {ok && next !== undefined && (
        <Button
          small
          onClick={() => {
            close();
            jumpTo(next.seq);
          }}
        >
          Next refused call
        </Button>
      )}
      {undo !== undefined && (
        <Button
          small
          onClick={() =>
            void adopt(Object.entries(undo), {
              done: 'Taken back',
              final: true,
              ...(notice.about !== undefined && { about: notice.about }),
            })
          }
        >
          Undo
        </Button>
      )}
      <Button small onClick={close}>
        Dismiss
      </Button>
    </div>
  );
}
