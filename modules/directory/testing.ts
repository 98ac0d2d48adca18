import { sql } from 'kysely';
import type { CacheRule } from '#kernel/contract/cache.ts';
import type { PermissionContract, ReachKind } from '#kernel/contract/permission.ts';
import { type AuthorityPort, fullReach, noReach } from '#kernel/server/authority.ts';
import type { Reach } from '#kernel/server/context.ts';
import type { ServerModule } from '#kernel/server/define-module.ts';
import type { Composition } from '#kernel/server/program.ts';
import type { TestProgram } from '#kernel/testing/test-program.ts';
import { createDepartment } from './contract/departments.ts';
import { createEmployer } from './contract/employers.ts';
import { createPerson } from './contract/people.ts';
import { createPost } from './contract/posts.ts';
import type { PersonFields } from './contract/shapes.ts';
import { newPersonRecord } from './server/new-person-record.ts';
import { writePeople } from './server/write-people.ts';
import { directoryCache } from './web/cache.ts';

/** How the directory's screens follow what happens, for tests of modules that build on it. */
export const directoryCacheRules: readonly CacheRule[] = directoryCache;

/** Who may what in a test without the access module: person → permission → how far. */
export type Grants = Map<
  string,
  readonly { permission: PermissionContract; reach: ReachKind; ids?: readonly string[] }[]
>;

/** An authority from grants, for tests of modules below access. Everybody active has what a permission gives to everybody. */
export function testAuthority(modules: readonly ServerModule[], grants: Grants): Composition['authority'] {
  return (db): AuthorityPort => ({
    load: async (personId) => {
      const { rows } = await sql<{ employer_id: string; main_department_id: string }>`
        select employer_id, main_department_id from directory.published_person
        where id = ${personId}::uuid and active`.execute(db);
      const person = rows[0];
      if (!person) return undefined;
      const reachOf = (reach: ReachKind, ids?: readonly string[]): Reach => {
        const departments = [...(ids ?? [person.main_department_id])];
        if (reach === 'company') return fullReach;
        if (reach === 'employer') return { ...noReach, employerIds: [...(ids ?? [person.employer_id])] };
        if (reach === 'self') return { ...noReach, self: true };
        return reach === 'department'
          ? { ...noReach, departmentIds: departments }
          : { ...noReach, departmentTreeIds: departments };
      };
      const reaches = new Map<string, Reach>();
      for (const permission of modules.flatMap((module) => module.contract.permissions)) {
        if (permission.everybody) reaches.set(permission.name, reachOf(permission.everybody));
      }
      for (const { permission, reach, ids } of grants.get(personId) ?? []) {
        reaches.set(permission.name, reachOf(reach, ids));
      }
      return { employerId: person.employer_id, language: 'zh', reaches };
    },
    within: (reach, personId, column) => {
      if (reach.company) return sql<boolean>`true`;
      const person = sql.ref(column);
      return sql<boolean>`(${reach.self && personId !== undefined ? sql`${person} = ${personId}::uuid` : sql`false`}
        or exists (select from directory.published_person pp where pp.id = ${person}
          and pp.employer_id = any(${sql.val(reach.employerIds)}::uuid[]))
        or exists (select from directory.published_membership pm where pm.person_id = ${person}
          and (pm.department_id = any(${sql.val(reach.departmentIds)}::uuid[])
            or exists (select from directory.published_department_tree pt where pt.descendant_id = pm.department_id
              and pt.ancestor_id = any(${sql.val(reach.departmentTreeIds)}::uuid[])))))`;
    },
  });
}

/** A small company: an employer with its department, and departments below it by name. */
export interface TestCompany {
  readonly employerId: string;
  readonly rootId: string;
  /** By name. */
  readonly departments: Readonly<Record<string, string>>;
}

/** Makes an employer with departments; `'研发中心/平台组'` stands below 研发中心. */
export async function aCompany(
  test: TestProgram,
  company: { name?: string; parentId?: string; timeZone?: string; departments?: readonly string[] } = {},
): Promise<TestCompany> {
  const { employerId, departmentId } = await test.system(createEmployer, {
    name: company.name ?? '云澜酒店集团',
    parentId: company.parentId ?? null,
    timeZone: company.timeZone ?? 'Asia/Shanghai',
  });
  const departments: Record<string, string> = {};
  for (const path of company.departments ?? ['人力资源部', '财务部', '研发中心', '研发中心/平台组']) {
    const names = path.split('/');
    const name = names.at(-1) ?? path;
    const parentId = departments[names.at(-2) ?? ''] ?? departmentId;
    departments[name] = (await test.system(createDepartment, { name, parentId })).departmentId;
  }
  return { employerId, rootId: departmentId, departments };
}

let made = 0;

/** Makes a person in a department of the company (by name; left out: its root). */
export async function aPerson(
  test: TestProgram,
  company: TestCompany,
  person: Partial<Omit<PersonFields, 'departments'>> & { department?: string } = {},
): Promise<string> {
  made += 1;
  const { department, ...fields } = person;
  const { personId } = await test.system(createPerson, {
    account: `p${made}`,
    name: `员工${made}`,
    employerId: company.employerId,
    ...fields,
    departments: [
      { departmentId: department ? (company.departments[department] ?? department) : company.rootId, main: true },
    ],
  });
  return personId;
}

/** Makes a post of the employer. */
export async function aPost(test: TestProgram, company: TestCompany, name: string): Promise<string> {
  return (await test.system(createPost, { name, employerId: company.employerId })).postId;
}

const surnames = '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑'.split('');
const givenNames = '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂'.split('');

/** Names of made people, always the same for the same number. */
export function madeName(number: number): string {
  const at = (list: readonly string[], index: number) => list[index % list.length] ?? '';
  return `${at(surnames, number)}${at(givenNames, number * 7 + 3)}${number % 3 === 0 ? '' : at(givenNames, number * 11)}`;
}

/**
 * Makes thousands of people at once, round the departments, without events: nobody subscribes to what never happened.
 * Each reports to the one whose number is an eighth of their own.
 */
export async function manyPeople(
  test: TestProgram,
  company: TestCompany,
  count: number,
  day = '2026-03-02',
): Promise<string[]> {
  const { kernel } = test.program;
  const departmentIds = [company.rootId, ...Object.values(company.departments)];
  const ids = Array.from({ length: count }, () => kernel.newId());
  const people = ids.map((id, number) => ({
    record: newPersonRecord(id, {
      employerId: company.employerId,
      account: `m${number}`,
      name: madeName(number),
      phone: `+86139${String(number).padStart(8, '0')}`,
      email: `m${number}@example.com`,
      jobTitle: number % 10 === 0 ? '经理' : '专员',
    }),
    departments: [{ departmentId: departmentIds[number % departmentIds.length] ?? company.rootId, main: true }],
    posts: [],
    supervisorId: number === 0 ? null : (ids[Math.floor(number / 8)] ?? null),
  }));
  await kernel.database.write.transaction().execute(async (trx) => {
    for (let from = 0; from < people.length; from += 2_000) {
      await writePeople(trx, { created: people.slice(from, from + 2_000), changed: [], day });
    }
  });
  return ids;
}
