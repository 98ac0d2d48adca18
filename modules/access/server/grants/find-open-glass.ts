import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/find-open-glass.ts';
import type { AccessTables } from '../access-tables.ts';
import { openGlass } from './open-glass.ts';

export const findOpenGlass = handle<AccessTables>()(contract.findOpenGlass, async (context) => ({
  glassId: (await openGlass(context, context.person().personId))?.id ?? null,
}));
