import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Composition } from '#kernel/server/program.ts';
import { gather } from '#kernel/server/together/gather.ts';
import { resolveReaches } from '../domain/resolve-reach.ts';
import { loadHeldRoles, type PersonRoles } from './held-roles.ts';

/** Who may do what, for the kernel: roles as they are given now, over the permissions that the contracts declare. */
export const accessAuthority: Composition['authority'] = (db, now, contracts) => {
  const permissions = contracts.flatMap((contract) => contract.permissions);
  // In the morning, and after a restart, everybody comes at once.
  const roles = gather<string, PersonRoles | undefined>({
    most: 200,
    atOnce: 2,
    mostWaiting: 100_000,
    run: async (personIds) => {
      const found = new Map((await loadHeldRoles(db, personIds, now())).map((person) => [person.personId, person]));
      return personIds.map((personId) => found.get(personId));
    },
  });
  return {
    load: async (personId) => {
      const person = await roles(personId);
      if (!person) return undefined;
      const { employerId, language } = person;
      return { employerId, language, reaches: resolveReaches(permissions, person) };
    },
    within: (reach, personId, personColumn) => {
      if (reach.company) return sql<SqlBool>`true`;
      const column = sql.ref(personColumn);
      const ways: RawBuilder<SqlBool>[] = [];
      if (reach.self && personId) ways.push(sql<SqlBool>`${column} = ${personId}::uuid`);
      if (reach.departmentIds.length > 0) {
        ways.push(sql<SqlBool>`exists (select from directory.published_membership within_m
          where within_m.person_id = ${column} and within_m.department_id = any(${sql.val(reach.departmentIds)}::uuid[]))`);
      }
      if (reach.departmentTreeIds.length > 0) {
        // A join and no list of departments: of a list made in the same statement PostgreSQL expects ten, wherever it begins.
        ways.push(sql<SqlBool>`exists (select from directory.published_membership within_m
          join directory.published_department_tree within_t on within_t.descendant_id = within_m.department_id
          where within_m.person_id = ${column} and within_t.ancestor_id = any(${sql.val(reach.departmentTreeIds)}::uuid[]))`);
      }
      if (reach.employerIds.length > 0) {
        ways.push(sql<SqlBool>`exists (select from directory.published_person within_p
          where within_p.id = ${column} and within_p.employer_id = any(${sql.val(reach.employerIds)}::uuid[]))`);
      }
      return ways.length === 0 ? sql<SqlBool>`false` : sql<SqlBool>`(${sql.join(ways, sql` or `)})`;
    },
  };
};
