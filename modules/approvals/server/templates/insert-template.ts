import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import type { CommandContext } from '#kernel/server/context.ts';
import { templateFailures } from '../../contract/template-failures.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { designableDepartments, type TemplateHead, templateHead } from './template-heads.ts';

/**
 * A new template of a department, for whoever designs that department's. What belongs to the employer on top is for the whole
 * group; what a subsidiary makes is for its own people.
 */
export async function insertTemplate(
  context: CommandContext<ApprovalsTables>,
  departmentId: string,
  category: string | null,
): Promise<TemplateHead> {
  const owner = (await designableDepartments(context)).find((one) => one.id === departmentId);
  if (!owner) throw refuse(templateFailures.ownerUnknown);
  const kind = `own.${context.newId()}`;
  await sql`insert into approvals.template (kind, employer_id, owner_department_id, owner_person_id, class, important, category,
      state, revision, changed_at)
    select ${kind}, case when e.parent_id is null then null else e.id end, d.id, ${context.person().personId}::uuid,
      'department', false, ${category}, 'draft', 1, ${context.now.toString()}::timestamptz
    from directory.published_department d join directory.published_employer e on e.id = d.employer_id
    where d.id = ${departmentId}::uuid`.execute(context.db);
  return templateHead(context, kind);
}
