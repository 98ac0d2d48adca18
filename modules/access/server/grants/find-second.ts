import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/find-second.ts';
import type { AccessTables } from '../access-tables.ts';
import { openGlass } from './open-glass.ts';
import { proposalExpires } from './proposal-expires.ts';

export const findSecond = handle<AccessTables>()(contract.findSecond, async (context) => ({
  glassId: (await openGlass(context, context.person().personId))?.id ?? null,
  expiresAt: (await proposalExpires(context)).toString(),
}));
