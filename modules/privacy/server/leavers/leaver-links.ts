import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import type { QueryContext } from '#kernel/server/context.ts';
import { leaverLinkNotValid, leaverLinkOver } from '../../contract/failures.ts';
import { readLinkCode } from '../../domain/link-code.ts';
import type { OwnReader } from '../own-pages.ts';
import type { Query } from '../privacy-tables.ts';

/** Codes and tickets are random: one round of a fast hash keeps them. */
export const secretHash = (secret: string): Buffer => createHash('sha256').update(secret).digest();

export interface OpenLink {
  readonly id: string;
  readonly person_id: string;
  readonly employer: string;
  readonly name: string;
  readonly account: string;
  readonly expires_at: string;
  readonly wrong_accounts: number;
}

/** The link that was typed, while it can be opened; refuses everything else alike, so that nobody learns what it was. */
export async function openableLink(context: Pick<Query, 'db' | 'now'>, typed: string): Promise<OpenLink> {
  const letters = readLinkCode(typed);
  if (letters === undefined) throw refuse(leaverLinkNotValid);
  const { rows } = await sql<OpenLink>`
    select l.id, l.person_id, e.name as employer, p.name, p.account, l.expires_at, l.wrong_accounts
    from privacy.leaver_link l join directory.published_person p on p.id = l.person_id and not p.active
    join directory.published_employer e on e.id = p.employer_id
    where l.code_hash = ${secretHash(letters)} and l.used_at is null and l.voided_at is null
      and l.expires_at > ${context.now.toString()}::timestamptz`.execute(context.db);
  if (!rows[0]) throw refuse(leaverLinkNotValid);
  return rows[0];
}

interface Leaver {
  readonly linkId: string;
  readonly personId: string;
  readonly employerId: string;
  readonly name: string;
  readonly until: string;
}

type Looking = Pick<QueryContext<never>, 'now' | 'looked'> & Pick<Query, 'db'>;

/** Who looks with this ticket, while it holds. Every use is logged: whose, and by which link. */
export async function leaverOf(context: Looking, ticket: string): Promise<Leaver> {
  const { rows } = await sql<Leaver>`
    select l.id as "linkId", p.id as "personId", p.employer_id as "employerId", p.name, l.ticket_until as until
    from privacy.leaver_link l join directory.published_person p on p.id = l.person_id and not p.active
    where l.ticket_hash = ${secretHash(ticket)} and l.voided_at is null
      and l.ticket_until > ${context.now.toString()}::timestamptz`.execute(context.db);
  const [leaver] = rows;
  if (!leaver) throw refuse(leaverLinkOver);
  context.looked('leaverLink', leaver.linkId);
  context.looked('person', leaver.personId);
  return leaver;
}

/** Reads what is recorded of the leaver who looks with this ticket, as that person. */
export async function leaverReader(
  context: Looking & Pick<QueryContext<never>, 'readOwnOf'>,
  ticket: string,
): Promise<OwnReader> {
  const leaver = await leaverOf(context, ticket);
  return {
    personId: leaver.personId,
    now: context.now,
    read: (query, input) => context.readOwnOf(leaver, query, input as never),
  };
}
