import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/operations.ts';
import type { RuleState } from '../../contract/rule.ts';
import type { ContentTables } from '../content-tables.ts';
import { entriesOf } from '../entries-of.ts';
import { allRules } from '../load-rules.ts';

const days = 30;

export const listRules = handle<ContentTables>()(contract.listRules, async (context) => {
  const since = context.now.subtract({ hours: 24 * days }).toString();
  const rules = await allRules(context);
  const { rows: counts } = await sql<{ id: string; observed: number; findings: number; wrong: number }>`
    select r.id,
      (select coalesce(sum(o.hits), 0)::int from content.observed o where o.rule_id = r.id and o.day >= ${since}::timestamptz::date) as observed,
      (select count(*)::int from content.finding f where f.rule_id = r.id and f.at >= ${since}::timestamptz) as findings,
      (select count(*)::int from content.finding f where f.rule_id = r.id and f.at >= ${since}::timestamptz and f.judgement = 'falseHit') as wrong
    from content.rule r`.execute(context.db);
  const { rows: open } = await sql<{
    id: string;
    rule_id: string;
    state: RuleState;
    reason: string;
    by_id: string;
    by: string;
    at: string;
    expires_at: string | null;
  }>`select c.id, c.rule_id, c.state, c.reason, p.id as by_id, p.name as by, c.proposed_at as at, c.expires_at
    from content.change c join directory.published_person p on p.id = c.proposed_by where c.answer is null`.execute(
    context.db,
  );
  return {
    rows: rules.map(({ id, state, rule }) => {
      const count = counts.find((one) => one.id === id);
      const change = open.find((one) => one.rule_id === id);
      return {
        ruleId: id,
        title: rule.title,
        category: rule.category,
        kind: rule.lookout.kind,
        action: rule.action,
        state,
        entries: entriesOf(rule),
        observed: count?.observed ?? 0,
        findings: count?.findings ?? 0,
        falseHits: count?.wrong ?? 0,
        proposal: change
          ? {
              changeId: change.id,
              state: change.state,
              reason: change.reason,
              by: { id: change.by_id, name: change.by },
              at: change.at,
              expiresAt: change.expires_at,
            }
          : null,
      };
    }),
    personId: context.person().personId,
  };
});
