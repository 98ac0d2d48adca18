import { sql } from 'kysely';
import { superviseRetention } from '#kernel/contract/retention.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/retention.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import { importsDue } from './imports-due.ts';

const waits = { zh: '等待核准', en: 'It waits to be approved' };

export const reviewImports = handle<DirectoryViews>()(contract.reviewImports, async (context, { kind }) => {
  const { due, waiting } = await importsDue(context, kind);
  const { company, employerIds } = context.reach(superviseRetention);
  const { rows } = await sql<{ name: string; held: boolean }>`
    select i.file_name as name, ${waiting} as held from directory.people_import i
    where ${due} and (${company} or i.employer_id = any(${sql.val([...employerIds])}::uuid[]))
    order by i.id`.execute(context.db);
  const held = rows.filter((row) => row.held);
  return {
    due: rows.length - held.length,
    held: {
      count: held.length,
      rows: held.slice(0, 50).map(({ name }) => ({ personId: null, label: name, why: waits })),
    },
  };
});
