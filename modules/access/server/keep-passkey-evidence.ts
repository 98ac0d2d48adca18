import type { JsonValue } from '#kernel/server/chain/canonical-json.ts';
import { recordPrepared } from '#kernel/server/chain/record-evidence.ts';
import { sqlClientOf } from '#kernel/server/chain/sql-client-of.ts';
import type { CommandContext } from '#kernel/server/context.ts';
import type { AccessTables } from './access-tables.ts';

/** Puts into the company's evidence whose a key is, and until when: a signature alone doesn't tell. */
export async function keepPasskeyEvidence(
  context: CommandContext<AccessTables>,
  personId: string,
  kind: 'access.passkeyRegistered' | 'access.passkeyRemoved',
  record: { readonly [key: string]: JsonValue },
): Promise<void> {
  const row = await context.prepareEvidence({
    id: context.newId(),
    chain: `passkeys:${personId}`,
    kind,
    at: context.now,
    subjectPersonId: personId,
    record: { ...record, personId },
  });
  await recordPrepared(sqlClientOf(context.db), [row]);
}
