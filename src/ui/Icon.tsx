/** Drawn on a grid of 16. `fill` paths are filled, the others are strokes. */
const drawings = {
  check: { d: 'M3.5 8.5l3 3 6-7' },
  cross: { d: 'M4 4l8 8M12 4l-8 8' },
  dash: { d: 'M4 8h8' },
  busy: { d: 'M5 3.5l7 4.5-7 4.5z', fill: true },
  dot: { d: 'M8 4.5a3.5 3.5 0 1 0 .01 0z', fill: true },
  play: {
    d: 'M4.5 2.8v10.4c0 .5.5.8.9.5l8-5.2c.4-.3.4-.8 0-1l-8-5.2c-.4-.3-.9 0-.9.5z',
    fill: true,
  },
  pause: { d: 'M4 3h2.8v10H4zM9.2 3H12v10H9.2z', fill: true },
  first: { d: 'M3 3.2h1.8v9.6H3zM13 3.2v9.6L5.6 8z', fill: true },
  last: { d: 'M11.2 3.2H13v9.6h-1.8zM3 3.2v9.6L10.4 8z', fill: true },
  back: { d: 'M11.6 3v10L4.4 8z', fill: true },
  forward: { d: 'M4.4 3v10l7.2-5z', fill: true },
  up: { d: 'M8 13V4M4 7.5L8 3.5l4 4' },
  down: { d: 'M4.5 6.5L8 10l3.5-3.5' },
  link: {
    d: 'M6.8 9.2a2.6 2.6 0 0 0 3.7 0l2-2a2.6 2.6 0 1 0-3.7-3.7l-.7.7M9.2 6.8a2.6 2.6 0 0 0-3.7 0l-2 2a2.6 2.6 0 1 0 3.7 3.7l.7-.7',
  },
  dark: { d: 'M12.8 9.8A5.4 5.4 0 0 1 6.2 3.2a5.4 5.4 0 1 0 6.6 6.6z' },
  light: {
    d: 'M8 5.2a2.8 2.8 0 1 0 .01 0zM8 1.6v1.2M8 13.2v1.2M1.6 8h1.2M13.2 8h1.2M3.5 3.5l.9.9M11.6 11.6l.9.9M12.5 3.5l-.9.9M4.4 11.6l-.9.9',
  },
  auto: { d: 'M8 2.5a5.5 5.5 0 1 0 .01 0zM8 2.5v11M8 5h3.9M8 8h5.4M8 11h3.9' },
  edit: { d: 'M3 13l.6-2.8 7-7a1.2 1.2 0 0 1 1.7 0l.5.5a1.2 1.2 0 0 1 0 1.7l-7 7z' },
  picture: { d: 'M2.5 3h4v3.5h-4zM9.5 9.5h4V13h-4zM6.5 4.8h3.2c1 0 1.8.8 1.8 1.8v2.9' },
  why: { d: 'M6 6a2 2 0 1 1 2.9 1.8c-.6.3-.9.8-.9 1.4v.3M8 12.2v.1' },
  log: { d: 'M3 4h10M3 8h7M3 12h9' },
  widen: { d: 'M6 3.5L1.8 8L6 12.5M10 3.5L14.2 8L10 12.5' },
  narrow: { d: 'M1.8 3.5L6 8L1.8 12.5M14.2 3.5L10 8L14.2 12.5' },
  terminal: { d: 'M2.5 3.5h11v9h-11zM5 6.5L7 8L5 9.5M8.5 10h2.5' },
  copy: { d: 'M6 6h7v7H6zM10 6V3H3v7h3' },
  download: { d: 'M8 2.5v8M4.5 7.2L8 10.7l3.5-3.5M3 13.5h10' },
  search: { d: 'M7 2.8a4.2 4.2 0 1 0 .01 0zM10.2 10.2l3.3 3.3' },
} as const;
export type IconName = keyof typeof drawings;

/** Decoration: what it means is said beside it, or by the name of the button that holds it. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  const drawing = drawings[name];
  const filled = 'fill' in drawing;
  return (
    <svg
      className="icon"
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill={filled ? 'currentColor' : 'none'}
      stroke={filled ? 'none' : 'currentColor'}
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={drawing.d} />
    </svg>
  );
}
