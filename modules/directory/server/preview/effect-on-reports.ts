import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/own-effects.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import { requireManaged } from '../leaving/lines/held-of.ts';

/** So many are looked at. */
const most = 1_000;

export const effectOnReports = handle<DirectoryViews>()(contract.effectOnReports, async (context, { personId }) => {
  await requireManaged(context, personId);
  const { rows } = await sql<{ id: string; name: string }>`
    select p.id, p.name from directory.published_supervisor s join directory.published_person p on p.id = s.person_id
    where s.supervisor_id = ${personId}::uuid order by p.sort_key, p.id limit ${most + 1}`.execute(context.db);
  return {
    more: rows.length > most,
    rows: rows.slice(0, most).map(({ id, name }) => ({ key: id, label: { zh: name, en: name }, detail: null })),
  };
});
