import { useLayoutEffect, useRef } from 'react';
import type { Box } from '../../diagram/types.ts';
import { Frame, Sentence, Title, useBoxView, useMeasure } from '../parts.tsx';

/** The frame behind the services. Its own height follows from what stands in it; only its head is measured. */
export function Services({ box }: { box: Box }) {
  const view = useBoxView(box.id);
  const head = useRef<HTMLDivElement>(null);
  const measure = useMeasure();
  useLayoutEffect(() => {
    const element = head.current;
    if (element === null || typeof ResizeObserver === 'undefined') return;
    const observer = new ResizeObserver(() => measure(box.id, element.offsetHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, [measure, box.id]);
  return (
    <Frame box={box} view={view}>
      <div ref={head} className="services-head">
        <Title box={box} view={view} />
        <Sentence of="services" />
      </div>
    </Frame>
  );
}
