import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { findingContested } from '../../contract/events.ts';
import { judgedAlready } from '../../contract/failures.ts';
import * as contract from '../../contract/operations.ts';
import type { ContentTables } from '../content-tables.ts';

export const contestFinding = handle<ContentTables>()(
  contract.contestFinding,
  async (context, { findingId, reason }) => {
    const { personId } = context.person();
    const { rows } = await sql<{ employer_id: string; judgement: string | null }>`
      select employer_id, judgement from content.finding
      where id = ${findingId}::uuid and person_id = ${personId}::uuid for update`.execute(context.db);
    const [finding] = rows;
    if (!finding) throw refuse(notFound);
    if (finding.judgement !== null) throw refuse(judgedAlready);
    await sql`update content.finding set contest_reason = ${reason}, contested_at = ${context.now.toString()}::timestamptz
      where id = ${findingId}::uuid`.execute(context.db);
    context.about('contentFinding', findingId);
    context.emit(findingContested, { findingId, personId, employerId: finding.employer_id });
    return {};
  },
);
