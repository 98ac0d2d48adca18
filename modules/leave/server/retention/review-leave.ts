import { sql } from 'kysely';
import { superviseRetention } from '#kernel/contract/retention.ts';
import { handle } from '#kernel/server/define-module.ts';
import { reviewedByPerson } from '#kernel/server/retention-reviewed.ts';
import type { DirectoryViews } from '#modules/directory/contract/views.ts';
import * as contract from '../../contract/retention.ts';
import type { LeaveTables } from '../leave-tables.ts';
import { leaveDue } from './leave-due.ts';

export const reviewLeave = handle<LeaveTables & DirectoryViews>()(
  contract.reviewLeave,
  async (context, { kind, heldPersonIds }) => {
    const { rows } = await sql<{ id: string; name: string; held: boolean; count: number }>`
      select p.id, p.name, p.id = any(${sql.val(heldPersonIds)}::uuid[]) as held, count(*)::int as count
      from leave.request r join directory.published_person p on p.id = r.person_id
      where ${await leaveDue(context, kind)} and ${context.within(superviseRetention, 'p.id')}
      group by p.id, p.name, p.sort_key order by p.sort_key, p.id`.execute(context.db);
    return reviewedByPerson(rows);
  },
);
