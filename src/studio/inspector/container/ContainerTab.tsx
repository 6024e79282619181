import { lazy, Suspense } from 'react';
import type { Recording } from '../../../simulator/read.ts';
import { useSession } from '../../session/context.tsx';

const Container = lazy(async () => ({ default: (await import('./Container.tsx')).Container }));

/** The container at this moment, as the session's simulator sees it. */
export function ContainerTab(props: {
  recording: Recording;
  seq: number;
  onJump(seq: number): void;
}) {
  const client = useSession((state) => state.client);
  return (
    <Suspense>
      <Container {...props} source={client} />
    </Suspense>
  );
}
