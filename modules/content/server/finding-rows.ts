import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import type { findingRow } from '../contract/finding.ts';
import type { Query } from './content-tables.ts';

/** A finding as its row has it. */
export interface FindingLine {
  id: string;
  at: string;
  person_id: string;
  employer_id: string;
  person: string;
  rule_id: string;
  rule_title: { zh: string; en: string };
  category: z.infer<typeof findingRow>['category'];
  action: z.infer<typeof findingRow>['action'];
  outcome: z.infer<typeof findingRow>['outcome'];
  place: z.infer<typeof findingRow>['place'];
  conversation_id: string;
  seq: number | null;
  found: number;
  tries: number;
  sealed: unknown;
  contest_reason: string | null;
  judgement: z.infer<typeof findingRow>['judgement'];
  note: string | null;
  judged_by: string | null;
  judge: string | null;
  judged_at: string | null;
}

/** Findings of the condition, newest first, at most `limit`. */
export async function findingsWhere(
  context: { readonly db: Query['db'] },
  which: RawBuilder<unknown>,
  limit: number,
): Promise<FindingLine[]> {
  const { rows } = await sql<FindingLine>`
    select f.id, f.at, f.person_id, f.employer_id, p.name as person, f.rule_id, f.rule_title, f.category, f.action, f.outcome,
      f.place, f.conversation_id, f.seq, f.found, f.tries, f.sealed, f.contest_reason, f.judgement, f.note, f.judged_by, j.name as judge,
      f.judged_at
    from content.finding f join directory.published_person p on p.id = f.person_id
    left join directory.published_person j on j.id = f.judged_by
    where ${which} order by f.id desc limit ${limit}`.execute(context.db);
  return rows;
}

/** A finding as lists show it. */
export const shownFinding = (row: FindingLine): z.infer<typeof findingRow> => ({
  findingId: row.id,
  at: row.at,
  person: { id: row.person_id, name: row.person },
  ruleTitle: row.rule_title,
  category: row.category,
  action: row.action,
  outcome: row.outcome,
  place: row.place,
  found: row.found,
  tries: row.tries,
  contested: row.contest_reason !== null,
  judgement: row.judgement,
});
