import { sql } from 'kysely';
import type { Outcome } from '../contract/finding.ts';
import type { Guarding } from './content-tables.ts';
import { type Hit, piecesOf } from './find-hits.ts';
import { sealPieces } from './sealed-pieces.ts';

/**
 * What an enforced rule found in what nobody was stopped from sending, to be written down: a new id, what the person did about the rule's
 * warning, and the sealed pieces. Of a rule that only observes the hit is counted, and nothing is given.
 */
export async function recordHit(
  context: Pick<Guarding, 'db' | 'newId' | 'secrets'>,
  { rule, spans }: Hit,
  said: {
    readonly personId: string;
    readonly text: string;
    readonly at: string;
    /** Rule → the revision that the person confirmed for this text. */
    readonly confirmed: ReadonlyMap<string, number>;
  },
): Promise<{ findingId: string; outcome: Outcome; sealed: string } | undefined> {
  const { personId, text, at, confirmed } = said;
  if (rule.state === 'observe') {
    await sql`insert into content.observed (rule_id, day, hits) values (${rule.id}::uuid, (${at}::timestamptz at time zone 'UTC')::date, 1)
      on conflict (rule_id, day) do update set hits = observed.hits + 1`.execute(context.db);
    return undefined;
  }
  const findingId = context.newId();
  return {
    findingId,
    outcome: rule.rule.action === 'warn' && confirmed.get(rule.id) === rule.revision ? 'wentOn' : 'delivered',
    sealed: await sealPieces(context, findingId, personId, piecesOf(text, spans)),
  };
}
