/** What a look into a build container shows: its state at one moment, read from a re-run that stops there. */

/** Since the command before the one at this moment (or since the container began). */
export type FileChange = 'added' | 'changed' | 'removed';

export interface ContainerFile {
  /** Absolute. */
  path: string;
  type: 'file' | 'directory' | 'link';
  /** Bytes. */
  size: number;
  change?: FileChange;
}

export interface ContainerVariable {
  name: string;
  /** `***` where the log would mask it. */
  value: string;
  /** Who set it. */
  from: 'codebuild' | 'image' | 'project' | 'buildspec' | 'override' | 'store' | 'command';
}

export interface ContainerProcess {
  pid: number;
  user: string;
  command: string;
  /** ms of virtual time. */
  startedAt: number;
}

/** The inside of a build container at one moment. Plain JSON. */
export interface ContainerSnapshot {
  containerId: string;
  buildId: string;
  project: string;
  image: string;
  /** ms of virtual time. */
  at: number;
  /** The command that runs at this moment, or is just about to; null between two commands. */
  command: string | null;
  cwd: string;
  user: string;
  variables: ContainerVariable[];
  processes: ContainerProcess[];
  /** Sorted by path; at most `truncatedAt` many. The image's own programs are not listed. */
  files: ContainerFile[];
  truncatedAt?: number;
  /** Bytes of the files listed, and of the disk that the compute type has. */
  disk: { used: number; total: number };
}

/** One file's contents at that moment and, where it changed, before the last command. */
export interface ContainerFileContents {
  path: string;
  /** Null: not a text, or too long to show (`size` says how long). */
  text: string | null;
  /** Null: it was not there before; absent: it did not change. */
  before?: string | null;
  size: number;
}

/** What a line typed into a shell at a moment came to. */
export interface ShellReply {
  output: { stream: 'stdout' | 'stderr'; text: string }[];
  exitCode: number;
  /** Where the shell stands afterwards. */
  cwd: string;
  /** The line wants more: a quote, `do` or `{` is still open. Nothing ran; send all of it again with the next line. */
  unfinished?: boolean;
  /** `exit`: the shell is gone. */
  exited?: boolean;
  /** Said beside the output: the result is a guess, or the command would never have ended. */
  note?: string;
}
