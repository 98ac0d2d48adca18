import { handle } from '#kernel/server/define-module.ts';
import { shortcutsSaved } from '../../contract/events.ts';
import * as operations from '../../contract/operations.ts';
import type { WorkbenchTables } from '../workbench-tables.ts';

export const saveShortcuts = handle<WorkbenchTables>()(operations.saveShortcuts, async (context, { paths }) => {
  const { personId } = context.person();
  await context.db
    .insertInto('workbench.shortcuts')
    .values({ person_id: personId, paths })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet({ paths }))
    .execute();
  context.about('person', personId);
  context.emit(shortcutsSaved, { personId, paths });
  return {};
});
