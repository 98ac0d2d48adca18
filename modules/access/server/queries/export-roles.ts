import { sql } from 'kysely';
import type { ReachKind } from '#kernel/contract/permission.ts';
import type { Language } from '#kernel/contract/words.ts';
import { handle } from '#kernel/server/define-module.ts';
import { writeXlsx } from '#kernel/server/sheets/write-xlsx.ts';
import { readRoles } from '../../contract/permissions.ts';
import * as contract from '../../contract/roles.ts';
import type { AccessTables } from '../access-tables.ts';
import { assignmentWithin } from '../assignment-within.ts';
import { readRoleRows } from '../role-rows.ts';

const words = {
  zh: {
    file: '权限矩阵',
    matrix: '矩阵',
    holders: '持有人',
    headings: ['模块', '权限', '须两人'],
    yes: '是',
    who: ['角色或权限包', '人员', '岗位', '部门', '范围', '开始', '结束', '授予人', '同意人'],
    everybody: '所有员工',
    heads: '所有部门负责人',
    package: '部门权限包',
    reach: {
      self: '本人',
      department: '本部门',
      departmentTree: '本部门及下级',
      listed: '指定部门',
      employer: '本单位',
      company: '全公司',
    },
    scope: { role: '按角色', departments: '指定部门', employers: '指定单位', company: '全公司' },
  },
  en: {
    file: 'Permissions',
    matrix: 'Matrix',
    holders: 'Holders',
    headings: ['Module', 'Permission', 'Two people'],
    yes: 'yes',
    who: ['Role or package', 'Person', 'Post', 'Department', 'Scope', 'From', 'Until', 'Given by', 'Agreed by'],
    everybody: 'Every employee',
    heads: 'Every department head',
    package: 'Department package',
    reach: {
      self: 'Own',
      department: 'Own department',
      departmentTree: 'Department and below',
      listed: 'Listed departments',
      employer: 'Own employer',
      company: 'Whole company',
    },
    scope: {
      role: 'As in the role',
      departments: 'Listed departments',
      employers: 'Listed employers',
      company: 'Whole company',
    },
  },
} as const satisfies Record<Language, { reach: Record<ReachKind, string> } & Record<string, unknown>>;

interface Holder {
  readonly role_zh: string | null;
  readonly role_en: string | null;
  readonly permission: string | null;
  readonly person: string | null;
  readonly post: string | null;
  readonly department: string | null;
  readonly scope: 'role' | 'departments' | 'employers' | 'company';
  readonly places: string | null;
  readonly valid_from: string;
  readonly valid_to: string | null;
  readonly giver: string | null;
  readonly second: string | null;
}

export const exportRoles = handle<AccessTables>()(contract.exportRoles, async (context, { language }) => {
  const say = words[language];
  const roles = await readRoleRows(context.db, context.contracts);
  const reaches = roles.map((role) => new Map(role.permissions.map(({ permission, reach }) => [permission, reach])));
  const permissions = context.contracts.flatMap((module) =>
    module.permissions.map((permission) => ({ ...permission, module: module.title })),
  );
  const sentences = new Map(permissions.map(({ name, sentence }) => [name, sentence[language]]));
  // In the time zone of whoever reads it.
  const minute = (column: string) =>
    sql<string>`to_char(${sql.ref(column)} at time zone (select e.time_zone from directory.published_employer e
      where e.id = ${context.person().employerId}::uuid), 'YYYY-MM-DD HH24:MI')`;
  const { rows } = await sql<Holder>`
    select r.name_zh as role_zh, r.name_en as role_en, null as permission, p.name as person, o.name as post,
      d.name as department, a.scope, (select string_agg(x.name, '、' order by x.name) from (
        select y.name from directory.published_department y where y.id = any(a.department_ids)
        union all select y.name from directory.published_employer y where y.id = any(a.employer_ids)) x) as places,
      ${minute('a.valid_from')} as valid_from, ${minute('a.valid_to')} as valid_to, g.name as giver, s.name as second
    from access.role_assignment a
    join access.role r on r.id = a.role_id
    left join directory.published_person p on p.id = a.person_id
    left join directory.published_department d on d.id = p.main_department_id
    left join directory.published_post o on o.id = a.post_id
    left join directory.published_person g on g.id = a.granted_by
    left join directory.published_person s on s.id = a.approved_by
    where a.ended_at is null and ${assignmentWithin(context, readRoles)}
    union all
    select null, null, n.permission, p.name, null, d.name, 'role', null, ${minute('n.granted_at')}, null, g.name, null
    from access.package_grant n
    join access.department_package k on k.id = n.package_id
    join directory.published_person p on p.id = n.person_id
    join directory.published_department d on d.id = k.department_id
    join directory.published_person g on g.id = n.granted_by
    where n.ended_at is null and k.outcome = 'inForce' and k.ended_at is null and ${context.within(readRoles, 'n.person_id')}
    order by 1 nulls last, 4 nulls last, 5`.execute(context.db);
  context.looked('roles', 'all');
  return {
    bytes: writeXlsx([
      {
        name: say.matrix,
        headingRow: 1,
        rows: [
          [...say.headings, ...roles.map((role) => role.name[language])],
          ...permissions.map((permission) => [
            permission.module[language],
            permission.sentence[language],
            permission.important ? say.yes : '',
            ...reaches.map((reach) => {
              const kind = reach.get(permission.name);
              return kind ? say.reach[kind] : '';
            }),
          ]),
        ],
      },
      {
        name: say.holders,
        headingRow: 1,
        rows: [
          [...say.who],
          ...roles.flatMap((role) => {
            if (role.holding === 'assigned') return [];
            return [[role.name[language], role.holding === 'everybody' ? say.everybody : say.heads]];
          }),
          ...rows.map((row) => [
            (language === 'zh' ? row.role_zh : row.role_en) ??
              `${say.package}: ${sentences.get(row.permission ?? '') ?? row.permission ?? ''}`,
            row.person ?? '',
            row.post ?? '',
            row.department ?? '',
            row.places ?? say.scope[row.scope],
            row.valid_from,
            row.valid_to ?? '',
            row.giver ?? '',
            row.second ?? '',
          ]),
        ],
      },
    ]),
    name: `${say.file}.xlsx`,
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  };
});
