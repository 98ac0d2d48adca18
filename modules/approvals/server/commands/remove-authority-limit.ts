import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { authorityLimitChanged } from '../../contract/limit-events.ts';
import * as contract from '../../contract/limit-operations.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { administeredEmployers } from '../limit-table.ts';

export const removeAuthorityLimit = handle<ApprovalsTables>()(
  contract.removeAuthorityLimit,
  async (context, { limitId }) => {
    const employers = (await administeredEmployers(context)).map((one) => one.id);
    const { rows } = await sql<{ employer_id: string }>`
      delete from approvals.authority_limit where id = ${limitId}::uuid
        and employer_id = any(${sql.val(employers)}::uuid[]) returning employer_id`.execute(context.db);
    const [removed] = rows;
    if (!removed) throw refuse(notFound);
    context.about('authorityLimit', limitId);
    context.emit(authorityLimitChanged, {
      limitId,
      employerId: removed.employer_id,
      what: 'removed',
      by: context.person().personId,
    });
    return {};
  },
);
