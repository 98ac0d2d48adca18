import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/archive.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';

/** Only for who had it made, for a day: it holds what he was allowed to see then. */
export const downloadPrint = handle<ApprovalsTables>()(
  contract.downloadPrint,
  async (context, { requestId, printId }) => {
    const { personId } = context.person();
    const { rows } = await sql<{ blob: string | null; number: string }>`
      select p.blob, i.number from approvals.print p join approvals.instance i on i.id = p.instance_id
      where p.id = ${printId}::uuid and p.instance_id = ${requestId}::uuid and p.person_id = ${personId}::uuid`.execute(
      context.db,
    );
    const [print] = rows;
    const bytes = print?.blob ? await context.blobs.get(print.blob) : undefined;
    if (!print || !bytes) throw refuse(notFound);
    return { bytes, name: `${print.number}.pdf`, mediaType: 'application/pdf' };
  },
);
