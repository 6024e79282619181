import type { ReactNode } from 'react';
import type { Recording, World } from '../../simulator/read.ts';
import { IconButton } from '../../ui/Button.tsx';
import { Machines } from '../machines/Machines.tsx';
import { ScriptedOutcomes } from '../outcomes/ScriptedOutcomes.tsx';
import { usePlace } from '../place.ts';
import { useSession, useSessionStore } from '../session/context.tsx';
import type { InspectorTab } from '../session/types.ts';
import { type Tab, TabPanel, TabStrip } from '../TabStrip.tsx';
import { Ask } from './ask/Ask.tsx';
import { BuildPage } from './buildPage/BuildPage.tsx';
import { Calls } from './Calls.tsx';
import { ContainerTab } from './container/ContainerTab.tsx';
import { Credentials } from './credentials/Credentials.tsx';
import { FixNotice } from './fix/FixNotice.tsx';
import { Logs } from './log/Logs.tsx';
import { Privilege } from './privilege/Privilege.tsx';
import { Reports } from './reports/Reports.tsx';
import { lightStatement, useLight } from './useLight.ts';
import { Why } from './why/Why.tsx';
import './inspector.css';

const tabs: readonly Tab<InspectorTab>[] = [
  { id: 'why', label: 'Why' },
  { id: 'logs', label: 'Logs' },
  { id: 'build', label: 'Build' },
  { id: 'container', label: 'Container' },
  { id: 'reports', label: 'Reports' },
  { id: 'calls', label: 'API calls' },
  { id: 'ask', label: 'Ask' },
  { id: 'privilege', label: 'Least privilege' },
  { id: 'credentials', label: 'Credentials' },
  { id: 'machines', label: 'Machines' },
];

interface View {
  recording: Recording;
  world: World;
  seq: number;
  onJump(seq: number): void;
  onLook(seq: number): void;
}
const panels: Record<InspectorTab, (view: View) => ReactNode> = {
  why: (view) => <Why {...view} />,
  logs: (view) => <Logs {...view} />,
  build: (view) => <BuildPage {...view} />,
  container: (view) => <ContainerTab {...view} />,
  reports: (view) => <Reports {...view} />,
  calls: (view) => <Calls {...view} />,
  credentials: (view) => <Credentials {...view} />,
  ask: (view) => <Ask {...view} />,
  privilege: (view) => <Privilege {...view} />,
  machines: (view) => <Machines {...view} />,
};

/** Everything about the moment at the playhead: why it happened, and what the services would show. */
export function Inspector() {
  const tab = useSession((state) => state.tab);
  const wide = useSession((state) => state.wide);
  const session = useSessionStore();
  const { recording, world, seq, jumpTo, lookAt } = usePlace();
  useLight(recording, seq);
  const onLook = (target: number) => {
    lookAt(target);
    lightStatement(session.getState(), recording, target);
    if (tab === 'calls') session.getState().inspect('why');
  };
  return (
    <div className="inspector">
      <div className="inspector-head">
        <TabStrip
          label="Inspector"
          prefix="inspector"
          tabs={tabs}
          current={tab}
          onChange={(id) => session.getState().inspect(id)}
        />
        <IconButton
          className="inspector-widen"
          icon={wide ? 'narrow' : 'widen'}
          label={wide ? 'Make this pane narrow' : 'Make this pane wide'}
          onClick={() => session.getState().widen(!wide)}
        />
      </div>
      <div>
        <FixNotice />
        <ScriptedOutcomes />
      </div>
      <TabPanel prefix="inspector" current={tab}>
        <div className="inspector-body" key={tab}>
          {panels[tab]({ recording, world, seq, onJump: jumpTo, onLook })}
        </div>
      </TabPanel>
    </div>
  );
}
