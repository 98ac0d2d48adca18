import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/leaver-access.ts';
import { leaverOf } from '../leavers/leaver-links.ts';
import { ownKindsShown } from '../own-kinds-shown.ts';
import type { PrivacyTables } from '../privacy-tables.ts';

export const listLeaverData = handle<PrivacyTables>()(contract.listLeaverData, async (context, { ticket }) => {
  const { name, until } = await leaverOf(context, ticket);
  return { ...(await ownKindsShown(context)), name, until };
});
