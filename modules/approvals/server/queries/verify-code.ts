import { sql } from 'kysely';
import { Refusal, refuse } from '#kernel/contract/failure.ts';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { sqlClientOf } from '#kernel/server/chain/sql-client-of.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/archive.ts';
import { approvalFailures } from '../../contract/failures.ts';
import { readVerificationCode, verificationBytes } from '../../domain/verification-code.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { loadForPaper } from '../archive/dossier.ts';
import { type KindTitleRow, kindTitle, kindTitleColumn } from '../kind-title.ts';
import { approvalProblems, readableEnvelopes } from '../verify-approval.ts';

interface Row extends KindTitleRow {
  readonly id: string;
  readonly number: string;
  readonly employer: string;
  readonly status: OutputOf<typeof contract.verifyCode>['status'];
  readonly revision: number;
  readonly submitted_at: string;
  readonly ended_at: string | null;
  readonly archived_at: string | null;
  readonly destruction: { readonly number: string; readonly at: string } | null;
}

export const verifyCode = handle<ApprovalsTables>()(contract.verifyCode, async (context, { code, digest }) => {
  const bytes = readVerificationCode(code);
  if (!bytes) throw refuse(approvalFailures.noSuchCode);
  const { rows } = await sql<Row>`
    select i.id, i.number, i.kind, ${kindTitleColumn}, e.name as employer, i.status, i.revision, i.submitted_at, i.ended_at, a.archived_at,
      (select json_build_object('number', i.destruction_no, 'at', t.destroyed_at) from approvals.destruction_item t
        where t.instance_id = i.id and t.state = 'destroyed') as destruction
    from approvals.event v join approvals.instance i on i.id = v.instance_id
    join directory.published_employer e on e.id = i.employer_id
    left join lateral (select max(archived_at) as archived_at from approvals.archive where instance_id = i.id) a on true
    where v.seq = 1 and substring(sha256(v.hash) from 1 for ${sql.lit(verificationBytes)}) = ${Buffer.from(bytes)}`.execute(
    context.db,
  );
  const [found] = rows;
  if (!found) throw refuse(approvalFailures.noSuchCode);
  const problems = await approvalProblems(
    sqlClientOf(context.db),
    async (ids) => readableEnvelopes(await context.evidence.open(ids)),
    found.id,
  );
  const file = digest && (await fileOf(context, found, Buffer.from(digest, 'hex')));
  return {
    number: found.number,
    title: kindTitle(context, found),
    employer: found.employer,
    status: found.status,
    submittedAt: found.submitted_at,
    ...(found.ended_at && { endedAt: found.ended_at }),
    ...(found.archived_at && { archivedAt: found.archived_at }),
    ...(found.destruction && {
      destroyed: {
        destruction: found.destruction.number,
        at: Temporal.Instant.from(found.destruction.at).toString(),
      },
    }),
    // Content that was erased by rule proves nothing any more, and isn't a fault.
    intact: problems.every(({ what }) => what === 'evidenceErased' || what === 'contentDestroyed'),
    ...(file && { file }),
    ...((await maySee(context, found.id)) && { requestId: found.id }),
  };
});

type Context = Parameters<typeof loadForPaper>[0];

async function fileOf(
  context: Pick<Context, 'db'>,
  { id, revision }: Row,
  digest: Buffer,
): Promise<NonNullable<OutputOf<typeof contract.verifyCode>['file']>> {
  const { rows } = await sql<{ kind: 'archive' | 'archivedPrint' | 'print'; at: string; revision: number }>`
    select 'archive' as kind, archived_at as at, revision from approvals.archive
      where instance_id = ${id}::uuid and digest = ${digest}
    union all select 'archivedPrint', archived_at, revision from approvals.archive
      where instance_id = ${id}::uuid and print_digest = ${digest}
    union all select 'print', at, revision from approvals.print where instance_id = ${id}::uuid and digest = ${digest}
    limit 1`.execute(context.db);
  const [file] = rows;
  if (!file) return { kind: 'unknown' };
  const { kind, at } = file;
  return kind === 'print' ? { kind, at, current: file.revision === revision } : { kind, at };
}

async function maySee(context: Context, requestId: string): Promise<boolean> {
  if (context.actor.kind !== 'person') return false;
  try {
    await loadForPaper(context, requestId);
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}
