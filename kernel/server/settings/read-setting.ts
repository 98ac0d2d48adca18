import type { SettingContract } from '../../contract/setting.ts';

/** Picks the value that counts: the employer's, else the company's, else the initial one. A value of an older shape falls back. */
export function effectiveSetting<S extends SettingContract>(
  setting: S,
  rows: readonly { employer_id: string | null; value: unknown }[],
  employerId?: string,
): S['initial'] {
  const own = employerId ? rows.find((row) => row.employer_id === employerId) : undefined;
  for (const row of [own, rows.find((candidate) => candidate.employer_id === null)]) {
    if (!row) continue;
    const parsed = setting.shape.safeParse(row.value);
    if (parsed.success) return parsed.data as S['initial'];
  }
  return setting.initial as S['initial'];
}
