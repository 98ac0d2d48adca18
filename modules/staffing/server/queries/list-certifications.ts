import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/clean-up.ts';
import { certifyUsers } from '../../contract/permissions.ts';
import { headsDepartment, managesEmployer } from '../certification/certification-rows.ts';
import { certificationSummaries } from '../certification/certification-summary.ts';
import type { StaffingTables } from '../staffing-tables.ts';

export const listCertifications = handle<StaffingTables>()(contract.listCertifications, async (context, input) => {
  const rows = await certificationSummaries(
    context.db,
    sql`(${managesEmployer(context)} or exists (select from staffing.certified_department d
        where d.certification_id = c.id and ${headsDepartment(context)}))
      and (${input.cursor ?? null}::uuid is null or c.id < ${input.cursor ?? null}::uuid)`,
    input.limit + 1,
  );
  const shown = rows.slice(0, input.limit);
  const last = shown.at(-1);
  return {
    rows: shown,
    may: context.may(certifyUsers) ? ['start' as const] : [],
    ...(rows.length > input.limit && last ? { next: last.certificationId } : {}),
  };
});
