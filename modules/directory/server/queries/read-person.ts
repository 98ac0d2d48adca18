import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { fieldOwners } from '../../contract/field-owner.ts';
import * as contract from '../../contract/people.ts';
import { managePeople, readDirectory } from '../../contract/permissions.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import { profileLacks } from '../../domain/profile-lacks.ts';
import { pathsOf } from '../department-tree-table.ts';
import { type HeadKind, headTable } from '../headship-table.ts';
import { loadLinks } from '../person-links.ts';
import { readPersonRows } from '../person-rows.ts';
import { loadPeople } from '../person-table.ts';
import { hiddenFrom } from '../visibility/hidden-from.ts';

export const readPerson = handle<DirectoryViews>()(contract.readPerson, async (context, { personId }) => {
  const { db } = context;
  const own = context.actor.kind === 'person' && context.actor.personId === personId;
  const hidden = await hiddenFrom(context);
  const [row] = await readPersonRows(db, {
    where: sql`p.id = ${personId}::uuid and (${own} or ${context.within(readDirectory, 'p.id')})
      and not ${hidden.of(['person'], 'p.id')}`,
    hidden,
    limit: 1,
  });
  const record = (await loadPeople(db, [personId])).get(personId);
  if (!row || !record) throw refuse(notFound);
  const { rows: landlines } = await sql`
    select from directory.person p where p.id = ${personId}::uuid and not ${hidden.of(['landline'], 'p.id')}`.execute(
    db,
  );
  const { rows: managed } = await sql`
    select from directory.person p where p.id = ${personId}::uuid and ${context.within(managePeople, 'p.id')}`.execute(
    db,
  );
  const manages = managed.length > 0;
  const { rows: proof } = await sql<{ at: string | null }>`
    select phone_verified_at as at from directory.person where id = ${personId}::uuid`.execute(db);
  // A leaver's entry is gone from the directory for colleagues (D6); evidence names him or her through namePeople.
  if (!row.active && !manages && !own) throw refuse(notFound);

  const links = (await loadLinks(db, [personId])).get(personId) ?? { departments: [], posts: [], supervisorId: null };
  const topOf = async (kind: HeadKind) => {
    const { rows: departments } = await sql<{ id: string; name: string }>`
      select d.id, d.name from ${headTable(kind)} h join directory.department d on d.id = h.department_id
      where h.person_id = ${personId}::uuid and h.valid_to is null order by d.sort, d.number`.execute(db);
    return departments;
  };
  const headOf = await topOf('head');
  const paths = await pathsOf(
    db,
    links.departments.map((one) => one.departmentId),
  );
  const { rows: posts } = await sql<{ id: string; name: string }>`
    select id, name from directory.post where id = any(${sql.val(links.posts.map((one) => one.postId))}::uuid[])`.execute(
    db,
  );
  const postNames = new Map(posts.map((post) => [post.id, post.name]));
  const supervisor =
    links.supervisorId === null ? undefined : (await loadPeople(db, [links.supervisorId])).get(links.supervisorId);
  const { sortKey: _, ...card } = row;
  return {
    ...card,
    alias: record.alias,
    landline: landlines.length > 0 ? record.landline : null,
    departments: links.departments.map(({ departmentId, main }) => {
      const path = paths.get(departmentId) ?? [];
      return {
        departmentId,
        main,
        name: path.at(-1)?.name ?? '',
        path: path.slice(0, -1).map((above) => above.name),
        head: headOf.some((department) => department.id === departmentId),
      };
    }),
    posts: links.posts.map((post) => ({ ...post, name: postNames.get(post.postId) ?? '' })),
    supervisor: supervisor ? { id: supervisor.id, name: supervisor.name } : null,
    headOf,
    deputyOf: await topOf('deputy'),
    ...(own || manages
      ? {
          record: {
            staffNumber: record.staff_number,
            staffType: record.staff_type,
            gender: record.gender,
            entryDate: record.entry_date,
            firstWorkDate: record.first_work_date,
            probationEnd: record.probation_end,
            contractEnd: record.contract_end,
            workPlace: record.work_place,
            address: record.address,
            leftOn: record.left_on,
            owners: await context.setting(fieldOwners, record.employer_id),
            phoneVerifiedAt: proof[0]?.at ?? null,
            postHint: record.post_hint,
            lacks: profileLacks({ ...record, posts: links.posts.length }),
          },
        }
      : {}),
    revision: record.revision,
    may: [
      ...(manages && row.active ? (['change', 'markLeft'] as const) : []),
      ...(own && row.active ? (['completeProfile'] as const) : []),
      ...(manages || own ? (['seeHistory'] as const) : []),
    ],
  };
});
