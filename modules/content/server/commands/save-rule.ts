import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { changedMeanwhile, notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { refuseStale } from '#modules/access/contract/by-two.ts';
import { findSecond } from '#modules/access/contract/find-second.ts';
import { ruleChanged } from '../../contract/events.ts';
import { changeIsOpen, standsByLaw, tooManyRules } from '../../contract/failures.ts';
import * as contract from '../../contract/operations.ts';
import type { RuleState } from '../../contract/rule.ts';
import { stateMarksRule } from '../../contract/state-marks-rule.ts';
import { changeExpires } from '../change-expires.ts';
import type { ContentTables } from '../content-tables.ts';
import { mostRules } from '../load-rules.ts';

export const saveRule = handle<ContentTables>()(contract.saveRule, async (context, input) => {
  const now = context.now.toString();
  const by = context.person().personId;
  const definition = JSON.stringify(input.rule);
  const alone = input.state !== 'enforce';
  if (!alone) await refuseStale(context);
  let ruleId = input.ruleId;
  if (ruleId === stateMarksRule) throw refuse(standsByLaw);
  if (ruleId === undefined) {
    if (input.revision !== 0) throw refuse(notFound);
    await sql`lock table content.rule in share row exclusive mode`.execute(context.db);
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from content.rule`.execute(context.db);
    if ((rows[0]?.count ?? 0) >= mostRules) throw refuse(tooManyRules, { most: mostRules });
    ruleId = context.newId();
    await sql`insert into content.rule (id, revision, state, definition, changed_at)
      values (${ruleId}::uuid, 1, ${alone ? input.state : 'off'}, ${definition}::jsonb, ${now}::timestamptz)`.execute(
      context.db,
    );
  } else {
    const { rows } = await sql<{ revision: number; state: RuleState }>`
      select revision, state from content.rule where id = ${ruleId}::uuid for update`.execute(context.db);
    const [held] = rows;
    if (!held) throw refuse(notFound);
    if (held.revision !== input.revision) throw refuse(changedMeanwhile);
    if (alone) {
      // A change that waits was proposed for what stood there before.
      await sql`update content.change set answer = 'fallen', answered_at = ${now}::timestamptz
        where rule_id = ${ruleId}::uuid and answer is null`.execute(context.db);
      await sql`update content.rule set state = ${input.state}, definition = ${definition}::jsonb, revision = revision + 1,
        changed_at = ${now}::timestamptz where id = ${ruleId}::uuid`.execute(context.db);
    } else {
      const open = await sql`select from content.change where rule_id = ${ruleId}::uuid and answer is null`.execute(
        context.db,
      );
      if (open.rows.length > 0) throw refuse(changeIsOpen);
    }
  }
  const changeId = context.newId();
  const expiresAt = alone ? null : (await context.read(findSecond, {})).expiresAt;
  await sql`insert into content.change (id, rule_id, base_revision, state, definition, reason, proposed_by, proposed_at, expires_at, answer, answered_at)
    values (${changeId}::uuid, ${ruleId}::uuid, ${Math.max(input.revision, 1)}::int, ${input.state}, ${definition}::jsonb,
      ${input.reason}, ${by}::uuid, ${now}::timestamptz, ${expiresAt}::timestamptz, ${alone ? 'applied' : null}, ${alone ? now : null}::timestamptz)`.execute(
    context.db,
  );
  if (expiresAt !== null) await context.schedule(changeExpires, { key: changeId, at: expiresAt, input: { changeId } });
  context.about('contentRule', ruleId);
  context.emit(ruleChanged, { ruleId });
  return { ruleId, done: alone };
});
