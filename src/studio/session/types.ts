import type { StoreApi } from 'zustand/vanilla';
import type { Diagnostic, Path, Range } from '../../simulator/diagnostics.ts';
import type { Recording } from '../../simulator/recording/types.ts';
import type { Scenario } from '../../simulator/scenario/types.ts';
import type { SimulatorClient } from '../../worker/client.ts';
import type { DocumentId, StudioDocument } from './documents.ts';
import type { KeyValueStore } from './storage.ts';

/** Why a service would not save a document. */
export interface Refusal {
  code: string;
  message: string;
}
/** A wish to see one place of a document; a new object for each wish. */
export interface Reveal {
  document: DocumentId;
  range: Range;
}
export type InspectorTab = 'why' | 'logs' | 'calls' | 'credentials' | 'machines';
/** A wish to bring a pane to the front where not all of them fit; a new object for each wish. */
export interface PaneWish {
  pane: 'editors' | 'inspector';
}
/** `built-in`: the recording that was shipped. */
export type RunState = 'built-in' | 'running' | 'fresh' | { error: string };

/** What the session needs of the player. */
export interface PlayerPort {
  load(recording: Recording, options?: { keepPlace?: boolean }): void;
}

export interface SessionState {
  /** Where drafts are kept: the scenario's id, or a name for a shared link. */
  slot: string;
  /** As built in; what `reset` goes back to. */
  base: Scenario;
  /** In force: the last run was made from it. */
  scenario: Scenario;
  /** Of the scenario in force, with their texts as typed. */
  documents: StudioDocument[];
  drafts: Record<DocumentId, string>;
  diagnostics: Record<DocumentId, Diagnostic[]>;
  refused: Record<DocumentId, Refusal>;
  run: RunState;
  /** The document in view. */
  current: DocumentId;
  reveal: Reveal | null;
  /** The tab of the inspector. */
  tab: InspectorTab;
  wanted: PaneWish | null;

  /** Start on a scenario: drafts and saved texts of an earlier visit come back. */
  open(scenario: Scenario, options?: { base?: Scenario; slot?: string }): Promise<void>;
  /** With a place: scroll there, and bring the editors to the front. */
  show(document: DocumentId, place?: { path: Path; range?: Range }): void;
  inspect(tab: InspectorTab): void;
  edit(document: DocumentId, text: string): void;
  /** Judge the text in view now, without a change. */
  check(document: DocumentId): Promise<void>;
  /** Put every draft in force that its service would accept, then run. */
  save(): Promise<void>;
  /** Save a CodeBuild project as the console does: CodeBuild then checks its role. */
  saveProject(name: string): Promise<void>;
  /** Back to the built-in text, of one document or of all. */
  reset(document?: DocumentId): Promise<void>;
}
export type SessionStore = StoreApi<SessionState>;

export interface SessionParts {
  scenario: Scenario;
  client: SimulatorClient;
  player: PlayerPort;
  storage: KeyValueStore | null;
  /** ms between the last key stroke and the parser's look at it. */
  parseDelayMs?: number;
}
