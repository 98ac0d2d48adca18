import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { type GuardContext, guard } from '#kernel/server/define-module.ts';
import { assignRole } from '#modules/access/contract/assignments.ts';
import { changeDepartment, createDepartment } from '#modules/directory/contract/departments.ts';
import { changePerson, createPerson } from '#modules/directory/contract/people.ts';
import type { StaffType } from '#modules/directory/contract/shapes.ts';
import { staffTypeMayNot } from '../../contract/failures.ts';
import { type StaffRight, staffTypeRights } from '../../contract/settings.ts';
import type { StaffingTables } from '../staffing-tables.ts';

type Context = GuardContext<StaffingTables>;

const what: Record<StaffRight, { zh: string; en: string }> = {
  post: { zh: '担任岗位', en: 'hold a post' },
  headship: { zh: '担任部门负责人', en: 'head a department' },
  reports: { zh: '担任上级', en: 'have people report to them' },
  role: { zh: '授予角色', en: 'have a role' },
};

interface Standing {
  readonly name: string;
  readonly employer_id: string;
  readonly staff_type: StaffType;
}

/** Refuses where the employer's setting gives this kind of employment less (D3.1). */
async function requireRight(context: Context, person: Standing, right: StaffRight): Promise<void> {
  const rights = await context.setting(staffTypeRights, person.employer_id);
  if (rights[person.staff_type].includes(right)) return;
  throw refuse(staffTypeMayNot, { name: person.name, what: what[right][context.language] });
}

async function standingOf(context: Context, personIds: readonly string[]): Promise<Standing[]> {
  const { rows } = await sql<Standing>`
    select name, employer_id, staff_type from directory.published_person
    where id = any(${sql.val([...personIds])}::uuid[]) and active`.execute(context.db);
  return rows;
}

const requireOf = async (context: Context, personIds: readonly string[], right: StaffRight) => {
  for (const person of await standingOf(context, personIds)) await requireRight(context, person, right);
};

const created = guard<StaffingTables>()('staffing.createdByStaffType', createPerson, async (context, input) => {
  const person = { name: input.name, employer_id: input.employerId, staff_type: input.staffType ?? 'regular' } as const;
  if ((input.posts ?? []).length > 0) await requireRight(context, person, 'post');
  if (input.supervisorId) await requireOf(context, [input.supervisorId], 'reports');
});

/** Another kind of employment must fit what the person has already. */
const changed = guard<StaffingTables>()('staffing.changedByStaffType', changePerson, async (context, input) => {
  const { personId, change } = input;
  if (change.supervisorId) await requireOf(context, [change.supervisorId], 'reports');
  if (change.staffType === undefined && (change.posts ?? []).length === 0) return;
  const { rows } = await sql<Standing & { posts: boolean; heads: boolean; reports: boolean }>`
    select p.name, p.employer_id, p.staff_type,
      exists (select from directory.published_post_holding h where h.person_id = p.id) as posts,
      exists (select from directory.published_head h where h.person_id = p.id) as heads,
      exists (select from directory.published_supervisor s where s.supervisor_id = p.id) as reports
    from directory.published_person p where p.id = ${personId}::uuid and p.active`.execute(context.db);
  const [now] = rows;
  if (!now) return;
  const person = {
    name: now.name,
    employer_id: change.employerId ?? now.employer_id,
    staff_type: change.staffType ?? now.staff_type,
  };
  if (change.posts ? change.posts.length > 0 : now.posts) await requireRight(context, person, 'post');
  if (change.staffType === undefined) return;
  if (now.heads) await requireRight(context, person, 'headship');
  if (now.reports) await requireRight(context, person, 'reports');
});

const headed = guard<StaffingTables>()('staffing.headedByStaffType', changeDepartment, async (context, { change }) => {
  await requireOf(context, [...(change.headIds ?? []), ...(change.deputyIds ?? [])], 'headship');
});

const newlyHeaded = guard<StaffingTables>()('staffing.newHeadByStaffType', createDepartment, async (context, input) => {
  await requireOf(context, [...(input.headIds ?? []), ...(input.deputyIds ?? [])], 'headship');
});

const assigned = guard<StaffingTables>()('staffing.roleByStaffType', assignRole, async (context, { to }) => {
  if (to.kind === 'person') await requireOf(context, [to.personId], 'role');
});

/** What each kind of employment may have, wherever it is given. */
export const staffTypeGuards = [created, changed, headed, newlyHeaded, assigned];
