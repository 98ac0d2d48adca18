import { sql } from 'kysely';
import { findingMade } from '../contract/events.ts';
import { textsOf } from '../domain/texts-of.ts';
import { confirmedRules, digestOf } from './check-sending.ts';
import { circumstancesOf } from './circumstances-of.ts';
import type { Command } from './content-tables.ts';
import { findHits } from './find-hits.ts';
import { activeRules } from './load-rules.ts';
import { recordHit } from './record-hit.ts';

/** Looks at what was said: enforced rules make findings, observed ones are only counted. */
export async function examineMessage(
  context: Command,
  message: {
    readonly conversationId: string;
    readonly seq: number;
    readonly personId: string;
    readonly body: Readonly<Record<string, unknown>>;
    readonly at: string;
  },
): Promise<void> {
  const rules = await activeRules(context);
  if (rules.length === 0) return;
  const { conversationId, seq, personId, at } = message;
  const text = textsOf(message.body);
  const where = await circumstancesOf(context, personId, conversationId);
  if (text === '' || !where) return;
  const hits = findHits(rules, text, [where]);
  if (hits.length === 0) return;
  const confirmed = await confirmedRules(context, personId, digestOf(personId, text));
  for (const hit of hits) {
    const made = await recordHit(context, hit, { personId, text, at, confirmed });
    if (!made) continue;
    const { findingId, outcome, sealed } = made;
    const { rule, spans } = hit;
    const { action, category, title } = rule.rule;
    await sql`
      insert into content.finding (id, rule_id, rule_title, category, action, outcome, place, person_id, employer_id, conversation_id, seq, at,
        found, sealed, told)
      values (${findingId}::uuid, ${rule.id}::uuid, ${JSON.stringify(title)}::jsonb, ${category}, ${action}, ${outcome}, ${where.place},
        ${personId}::uuid, ${where.employerId}::uuid, ${conversationId}::uuid, ${seq}::int, ${at}::timestamptz, ${spans.length}::int,
        ${sealed}::jsonb, true)`.execute(context.db);
    context.emit(findingMade, {
      findingId,
      personId,
      employerId: where.employerId,
      ruleId: rule.id,
      category,
      action,
      outcome,
      place: where.place,
      conversationId,
      seq,
      at,
    });
  }
}
