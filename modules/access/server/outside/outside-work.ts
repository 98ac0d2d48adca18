import { sql } from 'kysely';
import type { CommandContext } from '#kernel/server/context.ts';
import { outside } from '#kernel/server/define-module.ts';
import { outsideProviderChanged } from '../../contract/events.ts';
import type { OutsideKind } from '../../contract/outside-shapes.ts';
import type { AccessTables, OutsideAttemptTable } from '../access-tables.ts';
import { askProvider } from './ask-provider.ts';
import type { Found, ProviderAccess, Question } from './outside-account.ts';
import { type AttemptSecrets, openAttemptSecrets } from './outside-attempts.ts';
import { openText } from './sealed-text.ts';

interface Item {
  readonly id: string;
  readonly providerId: string;
  readonly purpose: OutsideAttemptTable['purpose'];
  readonly failureId: string | null;
  readonly kind: OutsideKind;
  readonly access: ProviderAccess;
  readonly question: Question;
}

/** At most so many at once: what more there is waits in the table. */
const atOnce = 20;

function questionOf(purpose: Item['purpose'], secrets: AttemptSecrets): Question {
  if (purpose === 'test') return { what: 'test' };
  const { account, password, given = {}, nonce = '', verifier = '' } = secrets;
  if (account !== undefined && password !== undefined) return { what: 'password', account, password };
  // What came back as state was this attempt's own when it was handed in.
  return { what: 'code', given, state: given.state ?? '', nonce, verifier };
}

/**
 * Asks providers whose a code or a password is, outside of any transaction. A code counts once, so nothing is asked twice:
 * what was taken when the process died is over when its time is.
 */
export const outsideWork = outside<AccessTables>()({
  name: 'access.outside',
  due: "select from access.outside_attempt where state = 'returned' and expires_at > $1",
  take: async (context): Promise<readonly Item[]> => {
    const { rows } = await sql<
      OutsideAttemptTable & { kind: OutsideKind; options: unknown; secret: unknown; metadata: unknown }
    >`
      with due as (select id from access.outside_attempt where state = 'returned' and expires_at > ${context.now.toString()}
        order by made_at limit ${atOnce} for update skip locked)
      update access.outside_attempt a set state = 'taken'
      from due, access.outside_provider p where a.id = due.id and p.id = a.provider_id
      returning a.*, p.kind, p.options, p.secret, p.metadata`.execute(context.db);
    const items: Item[] = [];
    for (const row of rows) {
      const secrets = await openAttemptSecrets(context, row);
      items.push({
        id: row.id,
        providerId: row.provider_id,
        purpose: row.purpose,
        failureId: row.attempt_id,
        kind: row.kind,
        access: {
          options: row.options,
          secret: (await openText(context, row.provider_id, row.secret)) ?? '',
          metadata: row.metadata,
          returnTo: `${context.publicUrl ?? ''}/sign-in/outside`,
        },
        question: questionOf(row.purpose, secrets),
      });
    }
    // The password is in this process's memory now, and nowhere else.
    if (rows.length > 0) {
      const ids = rows.map(({ id }) => id);
      await context.db.updateTable('access.outside_attempt').set({ sealed: null }).where('id', 'in', ids).execute();
    }
    return items;
  },
  carryOut: ({ kind, access, question }): Promise<Found> => askProvider(kind, access, question),
  record: async (context, item, found) => {
    if (item.purpose === 'test') return recordTest(context, item, found);
    await context.db
      .updateTable('access.outside_attempt')
      .set(
        found.ok && found.account
          ? { state: 'known', found: JSON.stringify(found.account) }
          : { state: 'failed', error: found.ok ? 'nobody' : found.wrong ? 'wrong' : found.error },
      )
      .where('id', '=', item.id)
      .where('state', '=', 'taken')
      .execute();
    // A directory that is away isn't a wrong password either.
    const counts = !found.ok && found.wrong;
    if (item.failureId !== null && !counts)
      await context.db.deleteFrom('access.sign_in_attempt').where('id', '=', item.failureId).execute();
    if (found.ok && found.metadata)
      await context.db
        .updateTable('access.outside_provider')
        .set({ metadata: JSON.stringify(found.metadata) })
        .where('id', '=', item.providerId)
        .execute();
  },
});

async function recordTest(context: CommandContext<AccessTables>, item: Item, found: Found): Promise<void> {
  await context.db.deleteFrom('access.outside_attempt').where('id', '=', item.id).execute();
  await context.db
    .updateTable('access.outside_provider')
    .set({
      tested_at: context.now.toString(),
      test_error: found.ok ? null : found.error,
      // What it said before stays known while it is away.
      ...(found.ok && { metadata: JSON.stringify(found.metadata ?? {}) }),
    })
    .where('id', '=', item.providerId)
    .execute();
  context.emit(outsideProviderChanged, { providerId: item.providerId, what: 'tested', by: null });
}
