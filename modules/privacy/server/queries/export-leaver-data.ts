import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/leaver-access.ts';
import { leaverOf } from '../leavers/leaver-links.ts';
import { ownPackage } from '../own-package.ts';
import type { PrivacyTables } from '../privacy-tables.ts';

export const exportLeaverData = handle<PrivacyTables>()(
  contract.exportLeaverData,
  async (context, { ticket, language }) => {
    const leaver = await leaverOf(context, ticket);
    return ownPackage(
      { ...leaver, now: context.now, read: (query, input) => context.readOwnOf(leaver, query, input as never) },
      language,
    );
  },
);
