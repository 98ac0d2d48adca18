import { sql } from 'kysely';
import { superviseRetention } from '#kernel/contract/retention.ts';
import { handle } from '#kernel/server/define-module.ts';
import { requireSystem } from '#kernel/server/require-system.ts';
import { Erased } from '#kernel/server/retention-erased.ts';
import { complaintTurned } from '../../contract/events.ts';
import * as contract from '../../contract/retention.ts';
import type { PrivacyTables } from '../privacy-tables.ts';
import { complaintsDue } from './complaints-due.ts';

export const eraseComplaints = handle<PrivacyTables>()(
  contract.eraseComplaints,
  async (context, { kind, most, heldPersonIds }) => {
    requireSystem(context, superviseRetention);
    const { due, held } = await complaintsDue(context, kind, heldPersonIds);
    const { rows } = await sql<{ id: string; complainant_id: string; employer_id: string; by_ids: string[] }>`
      select c.id, c.complainant_id, p.employer_id,
        array(select a.by_id from privacy.answer a where a.complaint_id = c.id) as by_ids
      from privacy.complaint c join directory.published_person p on p.id = c.complainant_id
      where ${due} and not ${held} order by c.id limit ${most} for update of c skip locked`.execute(context.db);
    const erased = new Erased(most);
    for (const { id, complainant_id: complainantId, employer_id: employerId, by_ids: byIds } of rows) {
      await sql`select privacy.erase_complaint(${id}::uuid, ${context.now.toString()}::timestamptz)`.execute(
        context.db,
      );
      const toldIds = [...new Set([complainantId, ...byIds])];
      context.emit(complaintTurned, { complaintId: id, state: 'closed', toldIds });
      erased.add(employerId);
    }
    return erased.answer();
  },
);
