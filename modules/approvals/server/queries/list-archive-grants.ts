import { sql } from 'kysely';
import type { z } from 'zod';
import { handle } from '#kernel/server/define-module.ts';
import type { archiveReach } from '../../contract/archive-query-kind.ts';
import * as contract from '../../contract/archive-search.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { endsGrant } from '../archive-search/ends-grant.ts';

interface Row {
  readonly request_id: string;
  readonly person_id: string;
  readonly name: string;
  readonly titles: { zh: string; en: string };
  readonly reach: z.infer<typeof archiveReach>;
  readonly granted_at: string;
  readonly until_at: string;
  readonly ended_at: string | null;
  readonly active: boolean;
}

/** Newest first, at most 500. */
export const listArchiveGrants = handle<ApprovalsTables>()(contract.listArchiveGrants, async (context) => {
  const { personId } = context.person();
  const { rows } = await sql<Row>`
    select g.request_id, g.person_id, p.name, coalesce(i.form -> 'titles', i.summary) as titles, g.reach, g.granted_at, g.until_at, g.ended_at,
      (g.ended_at is null and g.until_at > ${context.now.toString()}::timestamptz and p.active
        and p.employer_id = g.employer_id and p.main_department_id = g.department_id) as active
    from approvals.archive_grant g join approvals.instance i on i.id = g.request_id
    join directory.published_person p on p.id = g.person_id
    where ${endsGrant(context)} order by g.granted_at desc, g.request_id limit 500`.execute(context.db);
  return {
    rows: rows.map((row) => ({
      requestId: row.request_id,
      person: { id: row.person_id, name: row.name },
      own: row.person_id === personId,
      titles: row.titles,
      reach: row.reach,
      grantedAt: row.granted_at,
      untilAt: row.until_at,
      endedAt: row.ended_at,
      active: row.active,
    })),
  };
});
