/** Where a source of an event, or a statement of a decision, can be looked at in the editors. */
import type {
  ApiCall,
  Decision,
  EventOf,
  SourceRef,
  StatementTrace,
} from '../../simulator/read.ts';
import { type DocumentId, documentNamed, type StudioDocument } from '../session/documents.ts';

export interface SourceLink {
  source: SourceRef;
  /** `buildspec.yml, line 18` · `web-build-role · Site, statement 1`. */
  text: string;
}

/** A source in words; null where no document of the studio holds it. */
export function linkOf(source: SourceRef, documents: readonly StudioDocument[]): SourceLink | null {
  const document = documentNamed(documents, source.document);
  if (document === undefined) return null;
  const place = placeIn(document, source);
  return { source, text: place === '' ? document.label : `${document.label}, ${place}` };
}

function placeIn(document: StudioDocument, { path, range }: SourceRef): string {
  if (path[0] === 'Statement')
    return typeof path[1] === 'number' ? `statement ${path[1] + 1}` : 'statement';
  if (document.language === 'yaml' && range !== undefined) return `line ${range.startLine}`;
  return path.join(' › ');
}

type CalledBy = Pick<ApiCall, 'caller' | 'resource'>;

/** The document that holds a statement, by the layer of its policy. */
export function documentOf(
  { layer, policy }: Pick<StatementTrace, 'layer' | 'policy'>,
  { caller, resource }: CalledBy,
  documents: readonly StudioDocument[],
): DocumentId | null {
  const role = caller.type === 'AssumedRole' ? caller.role : '';
  const assumed = /:role\/(?:.*\/)?([^/]+)$/.exec(resource)?.[1] ?? '';
  const bucket = /^arn:[^:]*:s3:::([^/*?]+)/.exec(resource)?.[1] ?? '';
  const ids: Partial<Record<StatementTrace['layer'], DocumentId>> = {
    identity: `role:${role}/policy:${policy}`,
    trust: `trust:${assumed}`,
    resource: `bucket:${bucket}/policy`,
  };
  const named = documentNamed(documents, policy);
  return (named ?? documents.find(({ id }) => id === ids[layer]))?.id ?? null;
}

/** The statement that a reader wants to see: the one the recording names, else the one that came nearest. */
export function decidingStatement(event: EventOf<'api.call'>): StatementTrace | null {
  const { decision } = event.call;
  const named = decision.statements.find(({ policy, path }) =>
    event.sources?.some(
      (source) => source.document === policy && source.path.join() === path.join(),
    ),
  );
  return named ?? nearestStatement(decision);
}

/** The statement that decided, or came nearest. */
export function nearestStatement({ statements, decidedBy }: Decision): StatementTrace | null {
  const score = ({ elements }: StatementTrace) =>
    elements.reduce(
      (sum, { element, matched }) => sum + (matched ? (element === 'Resource' ? 1.5 : 1) : 0),
      0,
    );
  const [nearest] = statements
    .filter(({ layer }) => decidedBy === 'none' || layer === decidedBy)
    .sort((a, b) => Number(b.matched) - Number(a.matched) || score(b) - score(a));
  return nearest ?? null;
}
