import type { JsonValue } from '#kernel/server/chain/canonical-json.ts';
import { recordPrepared } from '#kernel/server/chain/record-evidence.ts';
import { sqlClientOf } from '#kernel/server/chain/sql-client-of.ts';
import type { Command } from './policy-tables.ts';

/**
 * Puts what happened into the evidence chain, in the command's transaction. What is about a person is sealed under a key of
 * that person in this one case, so that it can be erased with the case.
 */
export async function keepEvidence(
  context: Command,
  what: {
    readonly kind: string;
    readonly about: string;
    readonly subjectPersonId?: string;
    readonly record: JsonValue;
  },
): Promise<void> {
  const row = await context.prepareEvidence({
    id: context.newId(),
    chain: `policy:${what.about}`,
    kind: what.kind,
    at: context.now,
    subjectPersonId: what.subjectPersonId,
    keyScope: what.subjectPersonId ? `policy:${what.about}` : undefined,
    record: what.record,
  });
  await recordPrepared(sqlClientOf(context.db), [row]);
}
