import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { templateChanged } from '../../contract/template-events.ts';
import { templateFailures } from '../../contract/template-failures.ts';
import * as contract from '../../contract/template-operations.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { governedHead, storeHead } from '../templates/template-heads.ts';

export const changeTemplate = handle<ApprovalsTables>()(contract.changeTemplate, async (context, input) => {
  const { kind, change } = input;
  const head = await governedHead(context, kind);
  if (head.revision !== input.revision) throw refuse(templateFailures.templateChanged, { revision: head.revision });
  await storeHead(context, head);
  const owner = change.ownerDepartmentId ?? head.ownerDepartment?.id ?? null;
  const person = change.ownerPersonId === undefined ? (head.ownerPerson?.id ?? null) : change.ownerPersonId;
  const { rows: found } = await sql<{ known: boolean }>`
    select (${owner}::uuid is null or exists (select from directory.published_department where id = ${owner}::uuid))
      and (${person}::uuid is null or exists (select from directory.published_person where id = ${person}::uuid and active))
      as known`.execute(context.db);
  if (!found[0]?.known) throw refuse(templateFailures.ownerUnknown);
  const { rows } = await sql<{ revision: number }>`
    update approvals.template set owner_department_id = ${owner}::uuid, owner_person_id = ${person}::uuid,
      category = ${change.category === undefined ? head.category : change.category}, class = ${change.class ?? head.class},
      important = ${change.important ?? head.important}, revision = revision + 1, changed_at = ${context.now.toString()}::timestamptz
    where kind = ${kind} and revision = ${Math.max(head.revision, 1)} returning revision`.execute(context.db);
  const row = rows[0];
  if (!row) throw refuse(templateFailures.templateChanged, { revision: head.revision + 1 });
  context.about('template', kind);
  context.emit(templateChanged, { kind, what: 'owned', employerId: null, by: context.person().personId });
  return { revision: row.revision };
});
