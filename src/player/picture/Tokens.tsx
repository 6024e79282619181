import { useEffect, useMemo, useRef, useState } from 'react';
import { usePlayer, usePlayerState } from '../context.tsx';
import { type Point, pointAlong } from '../diagram/geometry.ts';
import type { Layout } from '../diagram/layout/index.ts';
import { focusOf, type PlayerState } from '../store.ts';
import { timescaleOf } from '../timescale.ts';
import { type Flight, flightsOf, whereIs } from './flights.ts';

/** ms that a token takes when the learner steps onto its arrival. */
const stepMs = 480;
const easeOut = (share: number): number => 1 - (1 - share) ** 3;

interface Shown {
  flight: Flight;
  point: Point;
  arrived: boolean;
}

/** Where it has arrived its name would only cover what stands there. */
function put(element: SVGGElement | undefined, { point, arrived }: Shown): void {
  element?.setAttribute('transform', `translate(${point.x.toFixed(2)} ${point.y.toFixed(2)})`);
  element?.toggleAttribute('data-arrived', arrived);
}

/** What is on its way at the player's time. */
function onTheirWay(flights: readonly Flight[], state: PlayerState): Shown[] {
  const screen = timescaleOf(state.recording).toScreen(state.time);
  return flights.flatMap((flight) => {
    const point = whereIs(flight, screen, state.playing);
    return point === null ? [] : [{ flight, point, arrived: screen >= flight.arrives }];
  });
}

/**
 * What travels, drawn frame by frame as a function of time; React only adds and takes away. When the learner steps onto an
 * arrival, its token runs up to it once.
 */
export function Tokens({ layout }: { layout: Layout }) {
  const player = usePlayer();
  const recording = usePlayerState((state) => state.recording);
  const flights = useMemo(() => flightsOf(recording, layout), [recording, layout]);
  const [seqs, setSeqs] = useState<readonly number[]>([]);
  const elements = useRef(new Map<number, SVGGElement>());

  useEffect(() => {
    let frame = 0;
    let shown: Shown[] = [];
    const place = () => {
      for (const each of shown) put(elements.current.get(each.flight.travel.seq), each);
    };
    const show = (next: Shown[]) => {
      shown = next;
      const wanted = next.map(({ flight }) => flight.travel.seq);
      setSeqs((last) => (last.join() === wanted.join() ? last : wanted));
      place();
    };
    const runUp = (flight: Flight) => {
      const start = performance.now();
      const draw = (now: number) => {
        const share = Math.min(1, (now - start) / stepMs);
        const point = pointAlong(flight.points, easeOut(Math.max(0, share)));
        show([{ flight, point, arrived: share === 1 }]);
        if (share < 1) frame = requestAnimationFrame(draw);
      };
      draw(start);
    };
    const update = (state: PlayerState, last?: PlayerState) => {
      cancelAnimationFrame(frame);
      const seq = focusOf(state);
      const arrival = flights.find(({ travel }) => travel.seq === seq);
      const stepped = last !== undefined && !state.playing && !last.playing;
      if (stepped && arrival?.travel.at === state.time && state.position > last.position)
        runUp(arrival);
      else if (!state.playing && arrival?.travel.at === state.time)
        show([{ flight: arrival, point: pointAlong(arrival.points, 1), arrived: true }]);
      else show(onTheirWay(flights, state));
    };
    update(player.getState());
    const stop = player.subscribe((state, last) => {
      const same = state.time === last.time && state.position === last.position;
      if (!same || state.focus !== last.focus) update(state, last);
    });
    return () => {
      stop();
      cancelAnimationFrame(frame);
    };
  }, [player, flights]);

  return (
    <svg className="tokens" width={layout.width} height={layout.height} aria-hidden="true">
      {seqs.map((seq) => {
        const flight = flights.find(({ travel }) => travel.seq === seq);
        if (flight === undefined) return null;
        return (
          <Token
            key={seq}
            flight={flight}
            onMount={(element) => {
              if (element === null) elements.current.delete(seq);
              else {
                elements.current.set(seq, element);
                const here = { flight, point: pointAlong(flight.points, 1), arrived: true };
                put(element, onTheirWay([flight], player.getState())[0] ?? here);
              }
            }}
          />
        );
      })}
    </svg>
  );
}

interface TokenProps {
  flight: Flight;
  onMount(element: SVGGElement | null): void;
}

function Token({ flight: { travel }, onMount }: TokenProps) {
  return (
    <g
      ref={onMount}
      className="token"
      data-actor={travel.actor}
      data-denied={travel.denied || undefined}
    >
      <circle className="token-halo" r="10" />
      <circle className="token-body" r="6" />
      <path
        className="token-sign"
        d={travel.denied ? 'M-2.2-2.2l4.4 4.4M2.2-2.2l-4.4 4.4' : 'M-1.2-2.4l2.6 2.4-2.6 2.4'}
      />
      <text className="token-label" y="-15">
        {travel.label}
      </text>
    </g>
  );
}
