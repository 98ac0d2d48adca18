import { sql } from 'kysely';
import { uuidIn } from '#kernel/server/database/uuid-in.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/limit-operations.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { administeredEmployers, type LimitRow } from '../limit-table.ts';
import { newestKinds } from '../newest-kinds.ts';

/** All that the reader administers, by whose they are. The table of a company is short: some dozen lines. */
export const listAuthorityLimits = handle<ApprovalsTables>()(
  contract.listAuthorityLimits,
  async (context, { search }) => {
    const employers = await administeredEmployers(context);
    const { rows } = await sql<
      LimitRow & { post_name: string | null; person_name: string | null; set_by_name: string }
    >`
    select l.id, l.employer_id, l.kind, l.holder_kind, l.holder, l.most, l.period, l.set_by, l.set_at,
      (select p.name from directory.published_post p where l.holder_kind = 'post' and p.id = ${uuidIn(sql`l.holder`)}) as post_name,
      (select p.name from directory.published_person p where l.holder_kind = 'person' and p.id = ${uuidIn(sql`l.holder`)}) as person_name,
      (select p.name from directory.published_person p where p.id = l.set_by) as set_by_name
    from approvals.authority_limit l
    where l.employer_id = any(${sql.val(employers.map((one) => one.id))}::uuid[])
    order by l.employer_id, l.kind nulls first, l.holder_kind, l.most desc nulls first, l.id`.execute(context.db);
    const kinds = await newestKinds(
      context,
      rows.flatMap(({ kind }) => kind ?? []),
    );
    const wanted = search.trim().toLowerCase();
    const shown = rows.map((row) => ({
      limitId: row.id,
      employerId: row.employer_id,
      kind: row.kind,
      kindTitle: row.kind === null ? null : (kinds.get(row.kind)?.title ?? { zh: row.kind, en: row.kind }),
      holderKind: row.holder_kind,
      holder: row.holder,
      holderName: row.post_name ?? row.person_name ?? row.holder,
      most: row.most === null ? null : Number(row.most),
      period: row.period,
      setBy: { id: row.set_by, name: row.set_by_name },
      setAt: row.set_at,
    }));
    return {
      employers,
      rows: shown.filter(
        (row) =>
          wanted === '' ||
          [row.holderName, row.kind, row.kindTitle?.zh, row.kindTitle?.en].some((text) =>
            text?.toLowerCase().includes(wanted),
          ),
      ),
    };
  },
);
