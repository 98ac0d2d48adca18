import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { authorityLimitChanged } from '../../contract/limit-events.ts';
import * as contract from '../../contract/limit-operations.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { administeredEmployers } from '../limit-table.ts';

export const setAuthorityLimit = handle<ApprovalsTables>()(contract.setAuthorityLimit, async (context, input) => {
  const { personId } = context.person();
  const { employerId, kind, holderKind, holder, most, period } = input;
  if (!(await administeredEmployers(context)).some((one) => one.id === employerId)) throw refuse(notFound);
  const { rows } = await sql<{ id: string }>`
    insert into approvals.authority_limit (id, employer_id, kind, holder_kind, holder, most, period, set_by, set_at)
    values (${context.newId()}::uuid, ${employerId}::uuid, ${kind}, ${holderKind}, ${holder}, ${most}::bigint, ${period},
      ${personId}::uuid, ${context.now.toString()}::timestamptz)
    on conflict (employer_id, kind, holder_kind, holder, period)
      do update set most = excluded.most, set_by = excluded.set_by, set_at = excluded.set_at
    returning id`.execute(context.db);
  const limitId = rows[0]?.id ?? '';
  context.about('authorityLimit', limitId);
  context.emit(authorityLimitChanged, { limitId, employerId, what: 'set', by: personId });
  return { limitId };
});
