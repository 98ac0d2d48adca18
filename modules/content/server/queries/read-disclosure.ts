import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/operations.ts';
import { circumstancesOf } from '../circumstances-of.ts';
import type { ContentTables } from '../content-tables.ts';
import { activeRules } from '../load-rules.ts';

/** Every rule that can meet what this person sends, wherever that is. */
export const readDisclosure = handle<ContentTables>()(contract.readDisclosure, async (context) => {
  const of = await circumstancesOf(context, context.person().personId, null);
  const meets = (list: readonly string[], values: readonly string[]) =>
    list.length === 0 || values.some((value) => list.includes(value));
  const rules = (await activeRules(context)).filter(
    ({ rule: { scope } }) => of && meets(scope.employerIds, [of.employerId]) && meets(scope.postIds, of.postIds),
  );
  return {
    rows: rules.map(({ id, state, rule: { title, category, action } }) => ({
      ruleId: id,
      title,
      category,
      action,
      state,
    })),
  };
});
