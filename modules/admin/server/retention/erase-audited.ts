import { sql } from 'kysely';
import { superviseRetention } from '#kernel/contract/retention.ts';
import { eraseContents } from '#kernel/server/chain/erase-contents.ts';
import { sqlClientOf } from '#kernel/server/chain/sql-client-of.ts';
import { handle } from '#kernel/server/define-module.ts';
import { requireSystem } from '#kernel/server/require-system.ts';
import { Erased } from '#kernel/server/retention-erased.ts';
import type { DirectoryViews } from '#modules/directory/contract/views.ts';
import * as contract from '../../contract/retention.ts';
import type { AdminTables } from '../admin-tables.ts';
import { auditedDue } from './audited-due.ts';

/** Removes lines of the searchable audit, and empties what was sealed of them; links and commitments of the chain stay (Z17). */
export const eraseAudited = handle<AdminTables & DirectoryViews>()(
  contract.eraseAudited,
  async (context, { kind, most, heldPersonIds }) => {
    requireSystem(context, superviseRetention);
    const { db } = context;
    const { due, ofHeld } = await auditedDue(context, kind, heldPersonIds);
    const { rows } = await sql<{ id: string; employer_id: string | null }>`
      select a.id, p.employer_id from kernel.audit a
      left join directory.published_person p on a.actor_kind = 'person' and p.id::text = a.actor_id
      where ${due} and not ${ofHeld} order by a.at, a.id limit ${most}`.execute(db);
    const erased = new Erased(most);
    if (rows.length === 0) return erased.answer();
    const ids = rows.map((row) => row.id);
    const evidence = await eraseContents(sqlClientOf(db), (record) => context.prepareEvidence(record), {
      ...{ id: context.newId(), keyId: context.newId(), at: context.now },
      contentIds: ids,
      reason: `${kind} audit-3y`,
      decidedByPersonId: null,
    });
    await sql`select kernel.erase_audit(${sql.val(ids)}::uuid[], ${context.now.toString()}::timestamptz)`.execute(db);
    for (const { employer_id } of rows) erased.add(employer_id);
    return erased.answer(evidence);
  },
);
