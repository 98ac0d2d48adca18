import type { CommandContext } from '#kernel/server/context.ts';
import type { DirectoryViews } from '../contract/views.ts';
import { plannedChangeDue } from './plan-change.ts';
import { settlePlannedChange } from './planned-change-table.ts';

/** Takes a change back that waits for its day. */
export async function withdrawPlanned(context: CommandContext<DirectoryViews>, plannedChangeId: string): Promise<void> {
  await settlePlannedChange(context.db, plannedChangeId, 'withdrawn');
  await context.unschedule(plannedChangeDue, plannedChangeId);
}
