import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { leaverLinkChanged } from '../../contract/events.ts';
import * as contract from '../../contract/leaver-access.ts';
import { giveLeaversAccess } from '../../contract/permissions.ts';
import type { PrivacyTables } from '../privacy-tables.ts';

export const voidLeaverLink = handle<PrivacyTables>()(contract.voidLeaverLink, async (context, { linkId }) => {
  const { rows } = await sql<{ person_id: string }>`
    update privacy.leaver_link l set voided_at = coalesce(l.voided_at, ${context.now.toString()}::timestamptz)
    where l.id = ${linkId}::uuid and ${context.within(giveLeaversAccess, 'l.person_id')} returning l.person_id`.execute(
    context.db,
  );
  if (!rows[0]) throw refuse(notFound);
  context.about('leaverLink', linkId);
  context.emit(leaverLinkChanged, { linkId, personId: rows[0].person_id });
  return {};
});
