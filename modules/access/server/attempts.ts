import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import type { CommandContext } from '#kernel/server/context.ts';
import { triedTooOften } from '../contract/failures.ts';
import { secondsToWait } from '../domain/back-off.ts';
import { networkOf } from '../domain/network-of.ts';
import type { AccessTables } from './access-tables.ts';

/** How an account stands in the record of attempts. */
export function accountHash(account: string): Buffer {
  return createHash('sha256').update(account.trim().toLowerCase()).digest();
}

/** Refuses where too many attempts with this account failed from here, or too many with any account. */
export async function refuseTooMany(context: CommandContext<AccessTables>, account: string): Promise<void> {
  const network = networkOf(context.address);
  const now = context.now.toString();
  const { rows } = await sql<{
    failures: number;
    last_failure: string | null;
    network_failures: number;
    network_last_failure: string | null;
    known: boolean;
  }>`
    with pair as (
      select at, succeeded from access.sign_in_attempt
      where account_hash = ${accountHash(account)} and network = ${network}
    ), since as (
      select greatest(max(at) filter (where succeeded), ${now}::timestamptz - interval '1 day') as at from pair
    )
    select p.failures, p.last_failure, n.failures as network_failures, n.last_failure as network_last_failure,
      exists (select from pair where succeeded) as known
    from (select count(*) as failures, max(pair.at) as last_failure from pair, since
          where not succeeded and pair.at > since.at) p,
      (select count(*) as failures, max(at) as last_failure from access.sign_in_attempt
       where network = ${network} and not succeeded and at > ${now}::timestamptz - interval '1 hour') n`.execute(
    context.db,
  );
  const [found] = rows;
  if (!found) return;
  const age = (at: string | null) =>
    at === null ? Number.POSITIVE_INFINITY : context.now.since(Temporal.Instant.from(at)).total('seconds');
  const seconds = secondsToWait({
    failures: found.failures,
    lastFailureAge: age(found.last_failure),
    networkFailures: found.network_failures,
    networkLastFailureAge: age(found.network_last_failure),
    known: found.known,
  });
  if (seconds > 0) throw refuse(triedTooOften, { seconds });
}

/** Keeps an attempt: a success with this command, a failure although the command is refused. */
export async function recordAttempt(
  context: CommandContext<AccessTables>,
  attempt: { account: string; personId: string | null; succeeded: boolean },
): Promise<void> {
  const row = {
    id: context.newId(),
    at: context.now.toString(),
    account_hash: accountHash(attempt.account),
    network: networkOf(context.address),
    person_id: attempt.personId,
    succeeded: attempt.succeeded,
  };
  if (attempt.succeeded) await context.db.insertInto('access.sign_in_attempt').values(row).execute();
  else
    context.evenIfRefused(async (db) => {
      await db.insertInto('access.sign_in_attempt').values(row).execute();
    });
}
