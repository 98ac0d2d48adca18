import type { Actor } from '../../contract/actor.ts';

export type AuditOutcome = 'done' | 'refused' | 'fault' | 'looked';

/** One line of the audit, before it is written. Only ids: what was said lies in the evidence store. */
export interface AuditEntry {
  readonly id: string;
  readonly at: string;
  readonly actor: Actor;
  readonly operation: string;
  readonly outcome: AuditOutcome;
  readonly failureCode?: string;
  readonly objects: readonly { readonly type: string; readonly id: string }[];
  readonly via: string;
  readonly requestId?: string;
}

/** The id that stands for an actor in the audit. */
export function auditActorId(actor: Actor): string | null {
  switch (actor.kind) {
    case 'person':
      return actor.personId;
    case 'application':
      return actor.applicationId;
    case 'system':
      return actor.process;
    case 'visitor':
      return null;
  }
}

/** Which key an application called with stands beside what the line is about. */
export function auditObjects(actor: Actor, objects: AuditEntry['objects']): AuditEntry['objects'] {
  return actor.kind === 'application' ? [...objects, { type: 'applicationKey', id: actor.keyId }] : objects;
}

/** The record that is committed to in the evidence chain. */
export function auditRecord(entry: AuditEntry) {
  return {
    id: entry.id,
    at: entry.at,
    actorKind: entry.actor.kind,
    actorId: auditActorId(entry.actor),
    sessionId: entry.actor.kind === 'person' ? entry.actor.sessionId : null,
    operation: entry.operation,
    outcome: entry.outcome,
    failureCode: entry.failureCode ?? null,
    objects: entry.objects.map(({ type, id }) => ({ type, id })),
    via: entry.via,
    requestId: entry.requestId ?? null,
  };
}
