import { sql } from 'kysely';
import { superviseRetention } from '#kernel/contract/retention.ts';
import { eraseContents } from '#kernel/server/chain/erase-contents.ts';
import { sqlClientOf } from '#kernel/server/chain/sql-client-of.ts';
import { handle } from '#kernel/server/define-module.ts';
import { requireSystem } from '#kernel/server/require-system.ts';
import { Erased } from '#kernel/server/retention-erased.ts';
import { findingsErased } from '../../contract/events.ts';
import * as contract from '../../contract/retention.ts';
import type { PolicyTables } from '../policy-tables.ts';
import { findingsDue } from './findings-due.ts';

/** Removes findings with their cases, and empties what was sealed of them; links and commitments of the chain stay (Z17). */
export const eraseFindings = handle<PolicyTables>()(
  contract.eraseFindings,
  async (context, { kind, most, heldPersonIds }) => {
    requireSystem(context, superviseRetention);
    const { db } = context;
    const { rows } = await sql<{ id: string; case_id: string | null; person_id: string; employer_id: string }>`
      select f.id, c.id as case_id, f.person_id, f.employer_id
      from policy.finding f left join policy.case_file c on c.finding_id = f.id
      where ${await findingsDue(context, kind)} and f.person_id <> all(${sql.val(heldPersonIds)}::uuid[])
      order by f.id limit ${most}`.execute(db);
    const erased = new Erased(most);
    if (rows.length === 0) return erased.answer();
    const chains = rows.flatMap((row) => [
      `policy:finding:${row.id}`,
      ...(row.case_id === null ? [] : [`policy:case:${row.case_id}`]),
    ]);
    const sealed = await sql<{ id: string }>`select id from kernel.evidence_content
      where subject_person_id = any(${sql.val(rows.map((row) => row.person_id))}::uuid[])
        and chain = any(${sql.val(chains)}::text[])`.execute(db);
    const evidence = await eraseContents(sqlClientOf(db), (record) => context.prepareEvidence(record), {
      ...{ id: context.newId(), keyId: context.newId(), at: context.now },
      contentIds: sealed.rows.map(({ id }) => id),
      reason: `${kind} case+1y`,
      decidedByPersonId: null,
    });
    const today = context.now.toZonedDateTimeISO('UTC').toPlainDate().toString();
    for (const row of rows) {
      await sql`select policy.erase_finding(${row.id}::uuid, ${today}::date)`.execute(db);
      erased.add(row.employer_id);
    }
    for (const employerId of new Set(rows.map((row) => row.employer_id))) context.emit(findingsErased, { employerId });
    return erased.answer(evidence);
  },
);
