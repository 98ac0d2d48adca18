import { sql } from 'kysely';
import { breachFound } from '../contract/events.ts';
import type { Breach, HandOverCause } from '../contract/shapes.ts';
import type { Command } from './groups-tables.ts';
import { recordHappening } from './record-happening.ts';

/** Records a breach with what it rests on, for good, and tells of it; what it comes to is policy's to say. */
export async function recordBreach(
  context: Command,
  group: { readonly conversation_id: string; readonly employer_id: string; readonly name: string },
  found: {
    readonly breach: Breach;
    readonly because?: HandOverCause;
    readonly change?: 'join' | 'leave';
    readonly liableId: string;
    readonly subjectId: string | null;
    readonly toldAt: string;
    readonly dueAt: string;
  },
): Promise<void> {
  const breachId = context.newId();
  const foundAt = context.now.toString();
  await sql`insert into groups.breach (id, conversation_id, breach, liable_id, subject_id, told_at, due_at, found_at)
    values (${breachId}, ${group.conversation_id}, ${found.breach}, ${found.liableId}, ${found.subjectId}, ${found.toldAt},
      ${found.dueAt}, ${foundAt})`.execute(context.db);
  context.emit(breachFound, {
    breachId,
    conversationId: group.conversation_id,
    employerId: group.employer_id,
    groupName: group.name,
    foundAt,
    ...found,
    because: found.because ?? null,
    change: found.change ?? null,
  });
  await recordHappening(context, group, 'breach', { breach: found.breach });
}
