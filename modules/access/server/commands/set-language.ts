import { handle } from '#kernel/server/define-module.ts';
import { languageChanged } from '../../contract/events.ts';
import * as contract from '../../contract/viewer.ts';
import type { AccessTables } from '../access-tables.ts';

export const setLanguage = handle<AccessTables>()(contract.setLanguage, async (context, { language }) => {
  const { personId } = context.person();
  const changed = await context.db
    .insertInto('access.preference')
    .values({ person_id: personId, language })
    .onConflict((conflict) =>
      conflict.column('person_id').doUpdateSet({ language }).where('access.preference.language', '<>', language),
    )
    .executeTakeFirst();
  if ((changed.numInsertedOrUpdatedRows ?? 0n) > 0n) context.emit(languageChanged, { personId, language });
  return {};
});
