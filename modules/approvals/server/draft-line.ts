import type { ResolvedKind } from './kind-of.ts';

export interface DraftRow {
  readonly id: string;
  readonly kind: string;
  readonly revision: number;
  readonly changed_at: string;
}

/** A draft as the contract gives it, without what is in it; its kind by `newestKinds`. */
export function draftLine(kinds: ReadonlyMap<string, ResolvedKind>, row: DraftRow) {
  const kind = kinds.get(row.kind);
  return {
    draftId: row.id,
    kind: row.kind,
    title: kind?.title ?? { zh: row.kind, en: row.kind },
    startPath: kind?.startPath ?? '/',
    revision: row.revision,
    changedAt: row.changed_at,
  };
}
