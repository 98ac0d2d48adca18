import type { QueryContext } from '#kernel/server/context.ts';
import { storedKindOf } from './kind-of.ts';

export interface DraftRow {
  readonly id: string;
  readonly kind: string;
  readonly revision: number;
  readonly changed_at: string;
}

/** A draft as the contract gives it, without what is in it. */
export function draftLine(context: Pick<QueryContext<unknown>, 'contracts'>, row: DraftRow) {
  const { title, startPath } = storedKindOf(context, row.kind);
  return { draftId: row.id, kind: row.kind, title, startPath, revision: row.revision, changedAt: row.changed_at };
}
