import type { Bash } from 'just-bash/browser';

/** The syntax tree of just-bash, which exports its node types only through `Bash.transform`. */
export type Script = ReturnType<Bash['transform']>['ast'];
export type Statement = Script['statements'][number];
export type Pipeline = Statement['pipelines'][number];
export type Command = Pipeline['commands'][number];
export type SimpleCommand = Extract<Command, { type: 'SimpleCommand' }>;
export type FunctionDef = Extract<Command, { type: 'FunctionDef' }>;
export type Compound = Exclude<Command, SimpleCommand | FunctionDef>;
export type Assignment = SimpleCommand['assignments'][number];
export type Redirection = SimpleCommand['redirections'][number];
export type Word = NonNullable<SimpleCommand['name']>;
export type HereDoc = Exclude<Redirection['target'], Word>;
export type WordPart = Word['parts'][number];
export type ParameterPart = Extract<WordPart, { type: 'ParameterExpansion' }>;
export type Operation = NonNullable<ParameterPart['operation']>;
export type BracePart = Extract<WordPart, { type: 'BraceExpansion' }>;
export type Condition = Extract<Command, { type: 'ConditionalCommand' }>['expression'];
export type Arithmetic = Extract<WordPart, { type: 'ArithmeticExpansion' }>['expression'];
