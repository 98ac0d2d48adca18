import type { EffectRow } from '../contract/person-effect.ts';

/** What comes, what goes and what stays otherwise than before, between two readings of the same effect. */
export function effectDifferences(before: readonly EffectRow[], after: readonly EffectRow[]) {
  const had = new Map(before.map((row) => [row.key, row]));
  const has = new Map(after.map((row) => [row.key, row]));
  const shown = ({ label, detail }: EffectRow) => ({ label, detail });
  return {
    gained: after.filter((row) => !had.has(row.key)).map(shown),
    lost: before.filter((row) => !has.has(row.key)).map(shown),
    changed: after.flatMap((row) => {
      const old = had.get(row.key);
      if (!old || (old.detail?.zh === row.detail?.zh && old.detail?.en === row.detail?.en)) return [];
      return [{ label: row.label, from: old.detail, to: row.detail }];
    }),
  };
}
