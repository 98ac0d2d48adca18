import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/people.ts';
import { readDirectory } from '../../contract/permissions.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import { readPersonRows } from '../person-rows.ts';
import { personSearch } from '../person-search.ts';
import { quickFind } from '../quick-find.ts';
import { hiddenFrom } from '../visibility/hidden-from.ts';
import { foundByWhatShows } from '../visibility/visible-people.ts';

export const searchPeople = handle<DirectoryViews>()(contract.searchPeople, async (context, { text, limit, among }) => {
  const hidden = await hiddenFrom(context);
  const asked = among === undefined ? sql`` : sql`and p.id = any(${sql.val(among)}::uuid[])`;
  const shown = sql`${context.within(readDirectory, 'p.id')} and not ${hidden.of(['person'], 'p.id')} ${asked}`;
  const quick = quickFind(text);
  if (quick) {
    const rows = await readPersonRows(context.db, { ...quick, where: sql`${quick.where} and ${shown}`, limit, hidden });
    if (rows.length === limit) return { rows: rows.map(({ sortKey: _, ...row }) => row) };
  }
  const search = await personSearch(context.db, text, 'active');
  if (!search) return { rows: [] };
  const rows = await readPersonRows(context.db, {
    where: sql`${search.where} and ${shown} and ${foundByWhatShows(hidden, text)}`,
    hidden,
    orderBy: search.orderBy,
    limit,
  });
  return { rows: rows.map(({ sortKey: _, ...row }) => row) };
});
