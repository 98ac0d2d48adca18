import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/leaver-access.ts';
import { leaverReader } from '../leavers/leaver-links.ts';
import { ownKindsShown } from '../own-kinds-shown.ts';
import { ownPackage } from '../own-package.ts';
import type { PrivacyTables } from '../privacy-tables.ts';

export const exportLeaverData = handle<PrivacyTables>()(
  contract.exportLeaverData,
  async (context, { ticket, language }) =>
    ownPackage(await leaverReader(context, ticket), await ownKindsShown(context), language),
);
