import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { managePeople } from '#modules/directory/contract/permissions.ts';
import * as contract from '../../contract/people-changes.ts';
import { type ResolvedReach, resolveReaches } from '../../domain/resolve-reach.ts';
import type { AccessTables } from '../access-tables.ts';
import { loadHeldRoles } from '../held-roles.ts';

const role = { zh: '角色', en: 'Role' };
const self = { zh: '本人', en: 'themselves' };
const company = { zh: '全公司', en: 'the whole company' };

export const effectOnPermissions = handle<AccessTables>()(
  contract.effectOnPermissions,
  async (context, { personId }) => {
    const { db } = context;
    const { rows: within } = await sql`
      select from directory.published_person p where p.id = ${personId}::uuid and ${context.within(managePeople, 'p.id')}`.execute(
      db,
    );
    if (within.length === 0) throw refuse(notFound);
    const [held] = await loadHeldRoles(db, [personId], context.now);
    if (!held) return { rows: [], more: false };
    const permissions = context.contracts.flatMap((module) => module.permissions);
    const reaches = resolveReaches(permissions, held);
    const ids = [...reaches.values()].flatMap((reach) => [
      ...reach.departmentIds,
      ...reach.departmentTreeIds,
      ...reach.employerIds,
    ]);
    const { rows: named } = await sql<{ id: string; zh: string; en: string }>`
      select id, name as zh, name as en from directory.published_department where id = any(${sql.val(ids)}::uuid[])
      union all
      select id, name, name from directory.published_employer where id = any(${sql.val(ids)}::uuid[])
      union all
      select id, name_zh, name_en from access.role
      where id = any(${sql.val(held.roles.map((one) => one.roleId))}::uuid[])`.execute(db);
    const names = new Map(named.map((row) => [row.id, row]));
    const rolesHeld = new Map(held.roles.map((one) => [one.roleId, names.get(one.roleId)]));
    return {
      more: false,
      rows: [
        ...[...rolesHeld].map(([id, name]) => ({
          key: `role ${id}`,
          label: { zh: `${role.zh}：${name?.zh ?? ''}`, en: `${role.en}: ${name?.en ?? ''}` },
          detail: null,
        })),
        ...permissions.flatMap((permission) => {
          const reach = reaches.get(permission.name);
          if (!reach) return [];
          return [{ key: permission.name, label: { ...permission.sentence }, detail: reachInWords(reach, names) }];
        }),
      ],
    };
  },
);

function reachInWords(reach: ResolvedReach, names: ReadonlyMap<string, { zh: string; en: string }>) {
  if (reach.company) return company;
  const nameOf = (id: string) => names.get(id) ?? { zh: '', en: '' };
  const parts = [
    ...(reach.self ? [self] : []),
    ...reach.departmentIds.map(nameOf),
    ...reach.departmentTreeIds.map((id) => ({
      zh: `${nameOf(id).zh}及以下`,
      en: `${nameOf(id).en} and below`,
    })),
    ...reach.employerIds.map(nameOf),
  ];
  return { zh: parts.map((one) => one.zh).join('、'), en: parts.map((one) => one.en).join(', ') };
}
