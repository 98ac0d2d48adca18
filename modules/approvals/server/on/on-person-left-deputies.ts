import { sql } from 'kysely';
import { subscriber } from '#kernel/server/define-module.ts';
import { personLeft } from '#modules/directory/contract/events.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { type DeputyRule, endRule } from '../deputy-rules.ts';

/** 离职: rules of the leaver, and those that name him, are over. */
export const onPersonLeftDeputies = subscriber<ApprovalsTables>()(
  'approvals.onPersonLeftDeputies',
  personLeft,
  async (context, { facts: { personId } }) => {
    const { rows } = await sql<DeputyRule & { employer_id: string }>`
      select d.id, d.principal_id, d.deputy_id, d.from_day::text, d.until_day::text, d.ended_at, p.employer_id
      from approvals.deputy d join directory.published_person p on p.id = d.principal_id
      where ${personId}::uuid in (d.principal_id, d.deputy_id) and d.ended_at is null order by d.id`.execute(
      context.db,
    );
    for (const rule of rows) await endRule(context, rule, null, rule.employer_id);
  },
);
