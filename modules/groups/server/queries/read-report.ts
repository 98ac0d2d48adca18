import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/report-operations.ts';
import type { GroupsTables } from '../groups-tables.ts';

interface Kept {
  seq: number;
  senderId: string | null;
  kind: string;
  body: Record<string, unknown> | null;
  at: string;
}

/** The look stands in the audit. Who reported isn't shown. */
export const readReport = handle<GroupsTables>()(contract.readReport, async (context, { reportId }) => {
  const { rows } = await sql<{
    group_name: string;
    at: string;
    reason: string;
    seq: number;
    messages: Kept[];
    outcome: string | null;
    handled_by: string | null;
    handler: string | null;
  }>`select r.group_name, r.at, r.reason, r.seq, r.messages, r.outcome, r.handled_by, p.name as handler
    from groups.report r left join directory.published_person p on p.id = r.handled_by
    where r.id = ${reportId}::uuid`.execute(context.db);
  const [found] = rows;
  if (!found) throw refuse(notFound);
  context.looked('report', reportId);
  const senders = found.messages.flatMap((one) => (one.senderId === null ? [] : [one.senderId]));
  const { rows: names } = await sql<{ id: string; name: string }>`
    select id, name from directory.published_person where id = any(${sql.val(senders)}::uuid[])`.execute(context.db);
  return {
    reportId,
    group: found.group_name,
    at: found.at,
    reason: found.reason,
    state: found.outcome === null ? ('open' as const) : ('closed' as const),
    seq: found.seq,
    messages: found.messages.map(({ seq, senderId, kind, body, at }) => ({
      seq,
      sender: names.find((one) => one.id === senderId) ?? null,
      kind,
      text: typeof body?.text === 'string' ? body.text : null,
      at,
    })),
    outcome: found.outcome,
    handledBy:
      found.handled_by !== null && found.handler !== null ? { id: found.handled_by, name: found.handler } : null,
  };
});
