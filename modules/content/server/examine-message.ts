import { sql } from 'kysely';
import { findingMade } from '../contract/events.ts';
import type { Outcome } from '../contract/finding.ts';
import { textsOf } from '../domain/texts-of.ts';
import { confirmedRules, digestOf } from './check-sending.ts';
import { circumstancesOf } from './circumstances-of.ts';
import type { Command } from './content-tables.ts';
import { findHits, piecesOf } from './find-hits.ts';
import { activeRules } from './load-rules.ts';
import { sealPieces } from './sealed-pieces.ts';

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
  for (const { rule, spans } of hits) {
    const { action, category, title } = rule.rule;
    if (rule.state === 'observe') {
      await sql`insert into content.observed (rule_id, day, hits) values (${rule.id}::uuid, (${at}::timestamptz at time zone 'UTC')::date, 1)
        on conflict (rule_id, day) do update set hits = observed.hits + 1`.execute(context.db);
      continue;
    }
    const outcome: Outcome = action === 'warn' && confirmed.get(rule.id) === rule.revision ? 'wentOn' : 'delivered';
    const findingId = context.newId();
    const sealed = await sealPieces(context, findingId, personId, piecesOf(text, spans));
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
