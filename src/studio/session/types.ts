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
export type InspectorTab =
  | 'why'
  | 'logs'
  | 'container'
  | 'build'
  | 'reports'
  | 'calls'
  | 'credentials'
  | 'privilege'
  | 'ask'
  | 'machines';
/** A wish to bring a pane to the front where not all of them fit; a new object for each wish. */
export interface PaneWish {
  pane: 'editors' | 'inspector';
}
/** What came of something that the learner asked for, to be said until it is put away. */
export interface Notice {
  ok: boolean;
  /** What was done: `Add s3:PutObject to Site`. */
  title: string;
  /** What came of it, in sentences. */
  text: string;
  /** Key of the event that it is about. */
  about?: string;
  /** Texts to put back in force; empty: the document was not there. */
  undo?: Record<DocumentId, string>;
}
/** Where a shell is opened: the event after which the build is held, and how that moment is named. */
export interface ShellMoment {
  seq: number;
  buildId: string;
  project: string;
  /** The command that is about to run; absent between commands. */
  command?: string;
  /** ms of virtual time. */
  at: number;
}
/** `built-in`: the recording that was shipped. */
export type RunState = 'built-in' | 'running' | 'fresh' | { error: string };

/** What the session needs of the player. */
export interface PlayerPort {
  load(recording: Recording, options?: { keepPlace?: boolean }): void;
}

export interface SessionState {
  /** The simulator, for questions that change nothing. */
  readonly client: SimulatorClient;
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
  /** The inspector takes room from the picture: for logs and tables. */
  wide: boolean;
  notice: Notice | null;
  /** Where the terminal stands; null: it is not open. */
  shell: ShellMoment | null;

  /** Start on a scenario: drafts and saved texts of an earlier visit come back. */
  open(
    scenario: Scenario,
    /** `unrecorded`: what plays is another scenario, so that this one must be run first. */
    options?: { base?: Scenario; slot?: string; unrecorded?: boolean },
  ): Promise<void>;
  /**
   * With a place: scroll there, and bring the editors to the front.
   * @param quietly leave the pane that is in front where only one fits
   */
  show(document: DocumentId, place?: { path: Path; range?: Range }, quietly?: boolean): void;
  tell(notice: Notice | null): void;
  inspect(tab: InspectorTab): void;
  widen(wide: boolean): void;
  /** Open the terminal at a moment of the run that is shown, or close it. */
  openShell(moment: ShellMoment | null): void;
  edit(document: DocumentId, text: string): void;
  /** Judge the text in view now, without a change. */
  check(document: DocumentId): Promise<void>;
  /** Put every draft in force that its service would accept, then run. */
  save(): Promise<void>;
  /**
   * Put texts in force as if they had been typed and saved, and run again.
   * @param without policies of roles that are taken away
   * @returns the texts that were in force before (empty: none), or null where a service refused one
   */
  adopt(
    texts: Record<DocumentId, string>,
    without?: readonly DocumentId[],
  ): Promise<Record<DocumentId, string> | null>;
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
