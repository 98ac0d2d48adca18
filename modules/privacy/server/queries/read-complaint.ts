import { sql } from 'kysely';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/complaints.ts';
import { complaintRowOf } from '../complaints/complaint-rows.ts';
import { loadComplaint } from '../complaints/load-complaint.ts';
import type { PrivacyTables } from '../privacy-tables.ts';

type Read = OutputOf<typeof contract.readComplaint>;

export const readComplaint = handle<PrivacyTables>()(contract.readComplaint, async (context, { complaintId }) => {
  const stored = await loadComplaint(context, complaintId);
  const { mine, decides, state } = stored;
  const takesPart = mine || decides;
  if (!mine) context.looked('privacyComplaint', complaintId);
  const answers = await sql<Omit<Read['answers'][number], 'by'> & { by_id: string; name: string }>`
    select a.round, a.outcome, a.reason, a.at, a.by_id, p.name from privacy.answer a
    join directory.published_person p on p.id = a.by_id
    where a.complaint_id = ${complaintId}::uuid order by a.round`.execute(context.db);
  const objections = await sql<NonNullable<Read['objection']>>`
    select reason, at from privacy.objection where complaint_id = ${complaintId}::uuid and ${takesPart}`.execute(
    context.db,
  );
  const isOpen = state === 'received' || state === 'objected';
  const may: [boolean, Read['may'][number]][] = [
    [decides && isOpen && !stored.answered_by_me, 'answer'],
    [mine && state === 'answered', 'accept'],
    [mine && state === 'answered' && !stored.objected, 'object'],
  ];
  return {
    ...complaintRowOf(stored),
    text: takesPart ? stored.text : null,
    answers: answers.rows.map(({ by_id, name, ...answer }) => ({ ...answer, by: { id: by_id, name } })),
    objection: objections.rows[0] ?? null,
    acceptedAt: takesPart ? stored.accepted_at : null,
    nobodyDecides: takesPart && isOpen && stored.nobody_decides,
    may: may.flatMap(([has, what]) => (has ? [what] : [])),
  };
});
