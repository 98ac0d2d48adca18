import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { badCondition, recordsInCondition } from '../../contract/failures.ts';
import * as contract from '../../contract/operations.ts';
import { manageGroups } from '../../contract/permissions.ts';
import { asksRecords, faultIn } from '../../domain/check-rule.ts';
import type { GroupsTables } from '../groups-tables.ts';
import { whoBelongs } from '../who-belongs.ts';

export const previewRule = handle<GroupsTables>()(contract.previewRule, async (context, { rule }) => {
  const piece = faultIn(rule);
  if (piece !== null) throw refuse(badCondition, { piece });
  if (asksRecords(rule) && !context.may(manageGroups)) throw refuse(recordsInCondition);
  const ids = await whoBelongs(context.db as never, context.person().employerId, rule);
  const { rows: sample } = await sql<{ id: string; name: string }>`select id, name from directory.published_person
    where id = any(${sql.val(ids)}::uuid[]) order by sort_key, id limit 20`.execute(context.db);
  return { count: ids.length, sample };
});
