import { Icon, type IconName } from './Icon.tsx';

/** How it went, or goes. Each has a sign of its own beside its colour. */
export type Health = 'idle' | 'busy' | 'ok' | 'bad';

export const signs: Record<Health, IconName> = {
  ok: 'check',
  bad: 'cross',
  busy: 'busy',
  idle: 'dash',
};

/** How something went: a colour, a sign and a word. */
export function StatusPill({ health, text }: { health: Health; text: string }) {
  return (
    <span className="pill" data-health={health}>
      <Icon name={signs[health]} size={10} />
      {text}
    </span>
  );
}
