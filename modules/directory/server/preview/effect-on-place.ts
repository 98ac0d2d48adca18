import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/own-effects.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import { requireManaged } from '../leaving/lines/held-of.ts';

const kinds = {
  employer: { zh: '用人单位', en: 'Employer' },
  main: { zh: '主部门', en: 'Main department' },
  department: { zh: '部门', en: 'Department' },
  post: { zh: '岗位', en: 'Post' },
  supervisor: { zh: '直属上级', en: 'Direct supervisor' },
  head: { zh: '部门负责人', en: 'Department head' },
} as const;

export const effectOnPlace = handle<DirectoryViews>()(contract.effectOnPlace, async (context, { personId }) => {
  await requireManaged(context, personId);
  const { rows } = await sql<{ kind: keyof typeof kinds; id: string; name: string }>`
    select 'employer' as kind, e.id::text, e.name from directory.published_person p
    join directory.published_employer e on e.id = p.employer_id where p.id = ${personId}::uuid and p.active
    union all
    select case when m.is_main then 'main' else 'department' end, d.id::text, d.name
    from directory.published_membership m join directory.published_department d on d.id = m.department_id
    where m.person_id = ${personId}::uuid
    union all
    select 'post', h.post_id || ' ' || h.department_id, p.name || ' · ' || d.name
    from directory.published_post_holding h join directory.published_post p on p.id = h.post_id
    join directory.published_department d on d.id = h.department_id where h.person_id = ${personId}::uuid
    union all
    select 'supervisor', s.supervisor_id::text, p.name from directory.published_supervisor s
    join directory.published_person p on p.id = s.supervisor_id where s.person_id = ${personId}::uuid
    union all
    select 'head', d.id::text, d.name from directory.published_head h
    join directory.published_department d on d.id = h.department_id where h.person_id = ${personId}::uuid`.execute(
    context.db,
  );
  // Of what there is one only, the kind is the key, so that a change reads "from … to …".
  const single = new Set(['employer', 'main', 'supervisor']);
  return {
    more: false,
    rows: rows.map(({ kind, id, name }) =>
      single.has(kind)
        ? { key: kind, label: kinds[kind], detail: { zh: name, en: name } }
        : {
            key: `${kind} ${id}`,
            label: { zh: `${kinds[kind].zh}：${name}`, en: `${kinds[kind].en}: ${name}` },
            detail: null,
          },
    ),
  };
});
