import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/leaver-access.ts';
import { openableLink } from '../leavers/leaver-links.ts';
import type { PrivacyTables } from '../privacy-tables.ts';

export const readLeaverLink = handle<PrivacyTables>()(contract.readLeaverLink, async (context, { code }) => {
  const { name, employer, expires_at: expiresAt } = await openableLink(context, code);
  const [first = '', ...rest] = [...name];
  return { maskedName: first + '*'.repeat(Math.max(rest.length, 1)), employer, expiresAt };
});
