import type { FactsOf } from '#kernel/contract/event.ts';
import type { CommandContext } from '#kernel/server/context.ts';
import { assignmentChanged } from '../contract/events.ts';
import type { AccessTables } from './access-tables.ts';
import { actingPerson } from './acting-person.ts';
import { assignmentBegins, assignmentRunsOut } from './assignment-timers.ts';
import type { Answerable } from './grants/grant-change.ts';

/** Ends one grant, or all that a person has of their own; tells each. */
export async function endAssignments(
  context: CommandContext<AccessTables>,
  which: { readonly assignmentId: string } | { readonly personId: string },
  what: Extract<FactsOf<typeof assignmentChanged>['what'], 'ended' | 'takenBack'>,
  by: Answerable = { personId: actingPerson(context), approvedBy: null, glassId: null },
): Promise<void> {
  const ended = await context.db
    .updateTable('access.role_assignment')
    .set({
      ended_at: context.now.toString(),
      ended_by: by.personId,
      ended_approved_by: by.approvedBy,
      ended_glass_id: by.glassId,
    })
    .where('ended_at', 'is', null)
    .where((is) => ('assignmentId' in which ? is('id', '=', which.assignmentId) : is('person_id', '=', which.personId)))
    .returning(['id', 'role_id', 'person_id', 'post_id'])
    .execute();
  for (const row of ended) {
    await context.unschedule(assignmentBegins as never, row.id);
    await context.unschedule(assignmentRunsOut as never, row.id);
    const { id: assignmentId, role_id: roleId, person_id: personId, post_id: postId } = row;
    context.emit(assignmentChanged, { assignmentId, roleId, personId, postId, what });
  }
}
