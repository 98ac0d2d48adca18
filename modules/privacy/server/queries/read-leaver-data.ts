import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/leaver-access.ts';
import { ownKinds } from '../../contract/own-kinds.ts';
import { leaverReader } from '../leavers/leaver-links.ts';
import { ownPage } from '../own-pages.ts';
import type { PrivacyTables } from '../privacy-tables.ts';

export const readLeaverData = handle<PrivacyTables>()(
  contract.readLeaverData,
  async (context, { ticket, key, cursor }) => {
    const reader = await leaverReader(context, ticket);
    const kind = ownKinds.find((one) => one.key === key);
    if (!kind) throw refuse(notFound);
    const { data, next } = await ownPage(reader, kind, cursor);
    return { data, ...(next ? { next } : {}) };
  },
);
