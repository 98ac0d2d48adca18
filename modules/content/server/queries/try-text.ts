import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/operations.ts';
import { foldText } from '../../domain/fold-text.ts';
import { inScope } from '../../domain/in-scope.ts';
import { circumstancesOf } from '../circumstances-of.ts';
import type { ContentTables } from '../content-tables.ts';
import { allRules } from '../load-rules.ts';

export const tryText = handle<ContentTables>()(contract.tryText, async (context, input) => {
  const person = await circumstancesOf(context, input.personId ?? context.person().personId, null);
  if (!person) throw refuse(notFound);
  const where = { ...person, place: input.place, groupKind: input.groupKind ?? null };
  const folded = foldText(input.text);
  const rows = (await allRules(context)).flatMap(({ id, state, rule, find }) => {
    const spans = find(folded);
    const { title, category, action, scope } = rule;
    return spans.length === 0
      ? []
      : [{ ruleId: id, title, category, action, state, inScope: inScope(scope, where), spans: [...spans] }];
  });
  const effects = rows.filter((row) => row.inScope && row.state === 'enforce').map((row) => row.action);
  const outcome = (['block', 'warn', 'record'] as const).find((one) => effects.includes(one)) ?? ('deliver' as const);
  return { outcome, rows };
});
