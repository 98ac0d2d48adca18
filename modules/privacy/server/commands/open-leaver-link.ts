import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { leaverLinkChanged } from '../../contract/events.ts';
import { leaverLinkNotValid, leaverLinkOfAnother } from '../../contract/failures.ts';
import * as contract from '../../contract/leaver-access.ts';
import { openableLink, secretHash } from '../leavers/leaver-links.ts';
import type { PrivacyTables } from '../privacy-tables.ts';

/** Wrong accounts after which a link is void: whoever found it can't go through the colleagues' accounts. */
const mostWrongAccounts = 5;

export const openLeaverLink = handle<PrivacyTables>()(contract.openLeaverLink, async (context, { code, account }) => {
  const link = await openableLink(context, code);
  const now = context.now.toString();
  if (link.account.toLowerCase() !== account.toLowerCase()) {
    context.evenIfRefused(async (db) => {
      await sql`update privacy.leaver_link set wrong_accounts = wrong_accounts + 1,
          voided_at = case when wrong_accounts + 1 >= ${mostWrongAccounts} then ${now}::timestamptz end
        where id = ${link.id}::uuid and used_at is null and voided_at is null`.execute(db);
    });
    const left = mostWrongAccounts - link.wrong_accounts - 1;
    throw left > 0 ? refuse(leaverLinkOfAnother, { left }) : refuse(leaverLinkNotValid);
  }
  const ticket = randomBytes(32).toString('base64url');
  const until = context.now.add({ minutes: contract.leaverMinutes }).toString();
  // Of two who come with the same link, one finds it used.
  const { rows } = await sql`update privacy.leaver_link
    set used_at = ${now}, ticket_hash = ${secretHash(ticket)}, ticket_until = ${until}
    where id = ${link.id}::uuid and used_at is null and voided_at is null returning id`.execute(context.db);
  if (rows.length === 0) throw refuse(leaverLinkNotValid);
  context.about('leaverLink', link.id);
  context.about('person', link.person_id);
  context.emit(leaverLinkChanged, { linkId: link.id, personId: link.person_id });
  return { ticket, until };
});
