import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/set-up.ts';
import type { AdminTables } from '../admin-tables.ts';
import { isSecret } from '../set-up-secret.ts';

export const readSetUp = handle<AdminTables>()(contract.readSetUp, async (context, { secret }) => {
  const row = await context.db.selectFrom('admin.set_up').selectAll().executeTakeFirstOrThrow();
  if (row.done_at !== null) return { state: 'done' as const, linkValid: false };
  return { state: 'open' as const, linkValid: secret !== undefined && isSecret(secret, row, context.now) };
});
