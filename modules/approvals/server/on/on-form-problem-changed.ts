import { sql } from 'kysely';
import type { ProcessContract } from '#kernel/server/context.ts';
import { subscriber } from '#kernel/server/define-module.ts';
import { noticeOf, notify } from '#modules/notifications/contract/operations.ts';
import { sendNotices } from '#modules/notifications/contract/permissions.ts';
import { bothLanguages } from '../../contract/form-design.ts';
import { formProblemChanged } from '../../contract/template-events.ts';
import { formProblemAnsweredNotice, formProblemNotice } from '../../contract/template-notices.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { programKind } from '../templates/program-kind.ts';

const process: ProcessContract = { name: 'approvals.tellOfFormProblem', permissions: [sendNotices] };

/** The owner learns of a problem, the heads of the owning department where no person owns the template; the reporter of the answer. */
export const onFormProblemChanged = subscriber<ApprovalsTables>()(
  'approvals.onFormProblemChanged',
  formProblemChanged,
  async (context, { facts: { kind, problemId, reporterId, state } }) => {
    const { rows } = await sql<{
      owner: string | null;
      heads: string[];
      reporter: string;
      title: { zh: string; en?: string } | null;
    }>`
      select t.owner_person_id as owner, r.name as reporter,
        array(select h.person_id from directory.published_head h where h.department_id = t.owner_department_id order by h.rank) as heads,
        (select d.settings -> 'title' from approvals.definition d where d.kind = f.kind and d.employer_id is null
          order by d.version desc limit 1) as title
      from approvals.form_problem f join directory.published_person r on r.id = f.reporter_id
      left join approvals.template t on t.kind = f.kind
      where f.id = ${problemId}::uuid`.execute(context.db);
    const row = rows[0];
    if (!row) return;
    const title = row.title ? bothLanguages(row.title) : (programKind(context, kind)?.title ?? { zh: kind, en: kind });
    const owners = (row.owner === null ? row.heads : [row.owner]).filter((id) => id !== reporterId);
    const personIds = state === 'open' ? owners : [reporterId];
    if (personIds.length === 0) return;
    await context.callAs(
      process,
      notify,
      noticeOf(state === 'open' ? formProblemNotice : formProblemAnsweredNotice, {
        personIds,
        facts: { title, reporter: row.reporter },
        about: { type: 'approvals.formProblem', id: problemId },
        link: state === 'open' ? `/approvals/templates/${kind}?tab=problems` : '/approvals/form-problems',
      }),
    );
  },
);
