import { sql } from 'kysely';
import { recurring } from '#kernel/server/define-module.ts';
import { complaintMade } from '../../contract/events.ts';
import { complaintCame } from '../../contract/notices.ts';
import type { PrivacyTables } from '../privacy-tables.ts';
import { independentDeciders } from './independent-deciders.ts';
import { passOn } from './pass-on.ts';
import { tell } from './tell.ts';

/** Every morning open complaints that nobody may decide any more, or nobody could when they were made, find whoever can now. */
export const passOnAgain = recurring<PrivacyTables>()('privacy.passOnAgain', '0 8 * * *', async (context) => {
  const { rows } = await sql<{ id: string; complainant_id: string; counted_from_id: string; nobody_decides: boolean }>`
    select id, complainant_id, counted_from_id, nobody_decides from privacy.complaint
    where state in ('received', 'objected') order by id for update`.execute(context.db);
  for (const { id, complainant_id: complainantId, counted_from_id: countedFromId, nobody_decides: nobody } of rows) {
    if (!nobody && (await independentDeciders(context, id, countedFromId)).length > 0) continue;
    const deciderIds = await passOn(context, { complaintId: id, complainantId });
    if (deciderIds.length === 0) continue;
    await tell(context, complaintCame, id, deciderIds, {});
    context.emit(complaintMade, { complaintId: id, toldIds: [complainantId, ...deciderIds] });
  }
});
