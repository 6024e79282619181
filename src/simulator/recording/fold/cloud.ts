import type { Folds } from '../fold.ts';
import type { ObjectView, World } from '../worldTypes.ts';
import { mark } from './nodes.ts';

export const cloudFolds: Pick<
  Folds,
  | 'api.call'
  | 'session.state'
  | 'session.holder'
  | 'object.stored'
  | 'object.deleted'
  | 'image.stored'
  | 'policy.refused'
  | 'machine.state'
> = {
  'api.call'(draft, event) {
    draft.own('calls').push({ ...event.call, seq: event.seq });
    if (event.to === undefined || event.to.startsWith('pipeline:')) return;
    // A project is lit by its build, not by the calls that ask about it.
    if (event.to.startsWith('project:') && event.call.errorCode === undefined) return;
    mark(draft, event.to, event.call.errorCode === undefined ? 'ok' : 'failed', event.seq);
  },
  'session.state'(draft, event) {
    const list = draft.own('sessions');
    const known = list.findIndex(
      (candidate) =>
        candidate.accessKeyId === event.accessKeyId ||
        (candidate.state === 'requested' &&
          candidate.roleArn === event.roleArn &&
          candidate.sessionName === event.sessionName),
    );
    const session = draft.item(list, known);
    if (session === undefined) {
      list.push({
        accessKeyId: event.accessKeyId,
        role: event.role,
        roleArn: event.roleArn,
        sessionName: event.sessionName,
        state: event.state,
        startedAt: event.at,
        holder: null,
        seq: event.seq,
      });
    } else {
      session.accessKeyId = event.accessKeyId;
      session.state = event.state;
      session.seq = event.seq;
      if (event.expiresAt !== undefined) session.expiresAt = event.expiresAt;
    }
    const state = event.state === 'refused' ? 'failed' : event.state === 'active' ? 'ok' : 'active';
    mark(draft, `role:${event.role}`, event.state === 'expired' ? 'idle' : state, event.seq);
  },
  'session.holder'(draft, event) {
    const list = draft.own('sessions');
    const session = draft.item(
      list,
      list.findIndex((candidate) => candidate.accessKeyId === event.accessKeyId),
    );
    if (session === undefined) return;
    session.holder = event.holder;
    session.seq = event.seq;
  },
  'object.stored'(draft, event) {
    const { bucket, objectKey, bytes, contentType, at, seq } = event;
    draft.entry<Record<string, ObjectView>>(draft.own('objects'), bucket, () => ({}))[objectKey] = {
      bytes,
      contentType,
      at,
      seq,
    };
  },
  'object.deleted'(draft, event) {
    const bucket = draft.entry<Record<string, ObjectView>>(
      draft.own('objects'),
      event.bucket,
      () => ({}),
    );
    delete bucket[event.objectKey];
  },
  'image.stored'(draft, event) {
    const { repository, tag, digest, bytes, at, seq } = event;
    const images = draft.entry<World['images'][string]>(
      draft.own('images'),
      repository,
      () => ({}),
    );
    images[tag] = { digest, bytes, at, seq };
  },
  'policy.refused'(draft, event) {
    const { document, code, message, seq } = event;
    draft.own('refusedPolicies').push({ document, code, message, seq });
  },
  'machine.state'(draft, event) {
    const { machine, id, state, seq } = event;
    draft.own('machines')[id] = { machine, state, seq };
  },
};
