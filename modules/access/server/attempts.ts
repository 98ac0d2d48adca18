import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import type { CommandContext } from '#kernel/server/context.ts';
import { triedTooOften } from '../contract/failures.ts';
import { secondsToWait } from '../domain/back-off.ts';
import { networkOf } from '../domain/network-of.ts';
import type { AccessTables } from './access-tables.ts';

/** How a browser that is known again stands in the tables. */
export const deviceHash = (device: string | undefined): Buffer | null =>
  device === undefined ? null : createHash('sha256').update(device).digest();

/** How an account stands in the record of attempts. */
export function accountHash(account: string): Buffer {
  return createHash('sha256').update(account.trim().toLowerCase()).digest();
}

/** Refuses where too many attempts with this account failed from here, or too many with any account. */
export async function refuseTooMany(
  context: CommandContext<AccessTables>,
  account: string,
  device: string | undefined,
): Promise<void> {
  const network = networkOf(context.address);
  const now = context.now.toString();
  const { rows } = await sql<{
    failures: number;
    last_failure: string | null;
    network_failures: number;
    network_last_failure: string | null;
    account_failures: number;
    account_last_failure: string | null;
    code_failures: number;
    code_last_failure: string | null;
    known: boolean;
    device_known: boolean;
  }>`
    with familiar as (
      select coalesce(bool_or(network = ${network}), false) as network,
        coalesce(bool_or(device_hash = ${deviceHash(device)}), false) as device
      from access.sign_in_attempt where account_hash = ${accountHash(account)} and succeeded
    ), pair as (
      select at, succeeded from access.sign_in_attempt, familiar
      where account_hash = ${accountHash(account)}
        and case when familiar.device then device_hash = ${deviceHash(device)}
          else sign_in_attempt.network = ${network} end
    ), since as (
      select greatest(max(at) filter (where succeeded), ${now}::timestamptz - interval '1 day') as at from pair
    )
    select p.failures, p.last_failure, n.failures as network_failures, n.last_failure as network_last_failure,
      a.failures as account_failures, a.last_failure as account_last_failure,
      a.codes as code_failures, a.last_code as code_last_failure,
      familiar.network as known, familiar.device as device_known
    from familiar,
      (select count(*) as failures, max(pair.at) as last_failure from pair, since
          where not succeeded and pair.at > since.at) p,
      (select count(*) as failures, max(at) as last_failure from access.sign_in_attempt
       where network = ${network} and not succeeded and at > ${now}::timestamptz - interval '1 hour') n,
      (select count(*) filter (where at > ${now}::timestamptz - interval '1 hour') as failures, max(at) as last_failure,
         count(*) filter (where what = 'code') as codes, max(at) filter (where what = 'code') as last_code
       from access.sign_in_attempt
       where account_hash = ${accountHash(account)} and not succeeded and at > ${now}::timestamptz - interval '1 day') a`.execute(
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
    accountFailures: found.account_failures,
    accountLastFailureAge: age(found.account_last_failure),
    codeFailures: found.code_failures,
    codeLastFailureAge: age(found.code_last_failure),
    known: found.known,
    deviceKnown: found.device_known,
  });
  if (seconds > 0) throw refuse(triedTooOften, { seconds });
}

/** Keeps an attempt: a success with this command, a failure although the command is refused. */
export async function recordAttempt(
  context: CommandContext<AccessTables>,
  attempt: {
    readonly account: string;
    readonly personId: string | null;
    readonly succeeded: boolean;
    /** Which factor it was about. */
    readonly what: 'password' | 'code';
    readonly device: string | undefined;
  },
): Promise<void> {
  const row = {
    id: context.newId(),
    at: context.now.toString(),
    account_hash: accountHash(attempt.account),
    network: networkOf(context.address),
    person_id: attempt.personId,
    succeeded: attempt.succeeded,
    device_hash: deviceHash(attempt.device),
    what: attempt.what,
  };
  if (attempt.succeeded) await context.db.insertInto('access.sign_in_attempt').values(row).execute();
  else
    context.evenIfRefused(async (db) => {
      await db.insertInto('access.sign_in_attempt').values(row).execute();
    });
}
