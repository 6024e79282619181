import { scenarios } from '../scenarios/index.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { Icon, type IconName } from '../ui/Icon.tsx';
import { StatusPill } from '../ui/StatusPill.tsx';
import { Logo } from './Logo.tsx';
import { useSession } from './session/context.tsx';
import { applyTheme, type Theme, themes, useTheme } from './theme.ts';
import { useRunStatus } from './useRunStatus.ts';

interface HeaderProps {
  /** Save what is edited, and play from the push on. */
  onPush(): void;
  onShare(): void;
  onChoose(scenarioId: string): void;
  /** Only where the editors are a drawer. */
  editors?: { open: boolean; onToggle(): void };
}

export function Header({ onPush, onShare, onChoose, editors }: HeaderProps) {
  const status = useRunStatus();
  return (
    <header className="header">
      <h1 className="logo">
        <Logo />
        Pipeglass
      </h1>
      <ScenarioPicker onChoose={onChoose} />
      <StatusPill {...status} />
      <span className="spacer" />
      {editors && (
        <Button aria-pressed={editors.open} onClick={editors.onToggle}>
          <Icon name="edit" />
          Edit
        </Button>
      )}
      <Button className="header-share" onClick={onShare} aria-label="Share & embed">
        <Icon name="link" />
        <span className="header-wide">Share &amp; embed</span>
      </Button>
      <ThemeToggle />
      <Button primary className="header-push" onClick={onPush}>
        <Icon name="up" size={14} />
        git push
      </Button>
    </header>
  );
}

function ScenarioPicker({ onChoose }: Pick<HeaderProps, 'onChoose'>) {
  const { id, name } = useSession((state) => state.scenario);
  const known = scenarios.some((scenario) => scenario.id === id);
  return (
    <select
      className="btn scenario-picker"
      aria-label="Scenario"
      value={id}
      onChange={({ currentTarget }) => onChoose(currentTarget.value)}
    >
      {!known && <option value={id}>{name}</option>}
      {scenarios.map((scenario) => (
        <option key={scenario.id} value={scenario.id}>
          {scenario.name}
        </option>
      ))}
    </select>
  );
}

const icons: Record<Theme, IconName> = { auto: 'auto', dark: 'dark', light: 'light' };

/** One button through all themes; its name says which one is on. */
function ThemeToggle() {
  const theme = useTheme();
  const next = themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'auto';
  return (
    <IconButton icon={icons[theme]} label={`Theme: ${theme}`} onClick={() => applyTheme(next)} />
  );
}
