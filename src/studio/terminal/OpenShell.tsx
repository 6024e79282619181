import type { Recording } from '../../simulator/read.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { useSessionStore } from '../session/context.tsx';
import { shellMomentAt } from './moment.ts';

/** Opens a terminal in the container as it was at an event: before the command, where the event belongs to one. */
export function OpenShell({ recording, seq }: { recording: Recording; seq: number }) {
  const session = useSessionStore();
  const moment = shellMomentAt(recording, seq);
  if (moment === null) return null;
  return (
    <Button small onClick={() => session.getState().openShell(moment)}>
      <Icon name="terminal" />
      {moment.command === undefined ? 'Open a shell here' : 'Open a shell before this command'}
    </Button>
  );
}
