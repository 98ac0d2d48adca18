import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { leaverLinkChanged } from '../../contract/events.ts';
import { stillHere } from '../../contract/failures.ts';
import * as contract from '../../contract/leaver-access.ts';
import { giveLeaversAccess } from '../../contract/permissions.ts';
import { readLinkCode, writeLinkCode } from '../../domain/link-code.ts';
import { secretHash } from '../leavers/leaver-links.ts';
import type { PrivacyTables } from '../privacy-tables.ts';

export const issueLeaverLink = handle<PrivacyTables>()(contract.issueLeaverLink, async (context, { personId }) => {
  const { personId: by } = context.person();
  const now = context.now.toString();
  // Two who make one for the same person at once: one after the other, so that the later link holds.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`privacy.leaverLink ${personId}`}, 0))`.execute(context.db);
  const { rows } = await sql<{ name: string; account: string; active: boolean }>`
    select p.name, p.account, p.active from directory.published_person p
    where p.id = ${personId}::uuid and ${context.within(giveLeaversAccess, 'p.id')}`.execute(context.db);
  const [person] = rows;
  if (!person) throw refuse(notFound);
  if (person.active) throw refuse(stillHere);
  const code = writeLinkCode(randomBytes(24));
  const linkId = context.newId();
  const expiresAt = context.now.add({ hours: 24 * (await context.setting(contract.leaverLinkDays)) }).toString();
  await sql`update privacy.leaver_link set voided_at = ${now}
    where person_id = ${personId}::uuid and used_at is null and voided_at is null`.execute(context.db);
  await sql`insert into privacy.leaver_link (id, person_id, code_hash, made_by, made_at, expires_at)
    values (${linkId}, ${personId}, ${secretHash(readLinkCode(code) ?? '')}, ${by}, ${now}, ${expiresAt})`.execute(
    context.db,
  );
  context.about('leaverLink', linkId);
  context.about('person', personId);
  context.emit(leaverLinkChanged, { linkId, personId });
  return { linkId, name: person.name, account: person.account, code, expiresAt };
});
