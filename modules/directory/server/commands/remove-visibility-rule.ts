import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { visibilityChanged } from '../../contract/events.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import * as contract from '../../contract/visibility.ts';

export const removeVisibilityRule = handle<DirectoryViews>()(
  contract.removeVisibilityRule,
  async (context, { ruleId }) => {
    const { numAffectedRows } = await sql`delete from directory.visibility_rule where id = ${ruleId}::uuid`.execute(
      context.db,
    );
    if (numAffectedRows !== 1n) throw refuse(notFound);
    context.about('visibilityRule', ruleId);
    context.emit(visibilityChanged, { ruleId });
    return {};
  },
);
