import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/operations.ts';
import type { ContentRule, RuleState } from '../../contract/rule.ts';
import type { ContentTables } from '../content-tables.ts';

interface Change {
  id: string;
  state: RuleState;
  definition: ContentRule | null;
  reason: string;
  by_id: string;
  by: string;
  at: string;
  expires_at: string | null;
  answer: 'applied' | 'approved' | 'refused' | 'fallen' | 'expired' | null;
  answered_id: string | null;
  answered: string | null;
}

/** Changes shown of a rule. */
const most = 50;

export const readRule = handle<ContentTables>()(contract.readRule, async (context, { ruleId }) => {
  const { rows } = await sql<{ revision: number; state: RuleState; definition: ContentRule }>`
    select revision, state, definition from content.rule where id = ${ruleId}::uuid`.execute(context.db);
  const [held] = rows;
  if (!held) throw refuse(notFound);
  const { rows: changes } = await sql<Change>`
    select c.id, c.state, case when c.answer is null then c.definition end as definition, c.reason, p.id as by_id, p.name as by,
      c.proposed_at as at, c.expires_at, c.answer, a.id as answered_id, a.name as answered
    from content.change c join directory.published_person p on p.id = c.proposed_by
    left join directory.published_person a on a.id = c.answered_by
    where c.rule_id = ${ruleId}::uuid order by c.id desc limit ${most}`.execute(context.db);
  const open = changes.find((change) => change.answer === null);
  return {
    ruleId,
    revision: held.revision,
    state: held.state,
    rule: held.definition,
    proposal:
      open && open.definition !== null
        ? {
            changeId: open.id,
            state: open.state,
            reason: open.reason,
            by: { id: open.by_id, name: open.by },
            at: open.at,
            expiresAt: open.expires_at,
            rule: open.definition,
          }
        : null,
    history: changes.flatMap(({ answer, at, by_id, by, state, reason, answered_id, answered }) =>
      answer === null
        ? []
        : [
            {
              at,
              by: { id: by_id, name: by },
              state,
              reason,
              answer,
              answeredBy: answered_id !== null && answered !== null ? { id: answered_id, name: answered } : null,
            },
          ],
    ),
    personId: context.person().personId,
  };
});
