import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/holders.ts';
import { holdersOf } from '../../domain/holders-of.ts';
import type { AccessTables } from '../access-tables.ts';
import { loadCountedFrom } from '../counted-from.ts';
import { loadHeldRoles } from '../held-roles.ts';
import { readRoleRows } from '../role-rows.ts';

export const findHolders = handle<AccessTables>()(contract.findHolders, async (context, { questions }) => {
  const { db } = context;
  const permissions = context.contracts.flatMap((module) => module.permissions);
  const roles = await readRoleRows(db, context.contracts);
  const wanted = roles.filter(
    (role) =>
      role.holding !== 'everybody' &&
      questions.some(({ rule }) =>
        rule.kind === 'role'
          ? rule.role === role.id || rule.role === role.key
          : role.permissions.some((grant) => grant.permission === rule.permission),
      ),
  );
  const roleIds = sql.val(wanted.map((role) => role.id));
  const heads = wanted.some((role) => role.holding === 'departmentHead');
  const holders = await sql<{ person_id: string }>`
    select a.person_id from access.role_assignment a
    where a.ended_at is null and a.person_id is not null and a.role_id = any(${roleIds}::uuid[])
    union
    select h.person_id from access.role_assignment a
    join directory.published_post_holding h on h.post_id = a.post_id
    where a.ended_at is null and a.role_id = any(${roleIds}::uuid[])
    union
    select h.person_id from directory.published_head h where ${heads}`.execute(db);
  const people = await loadHeldRoles(
    db,
    holders.rows.map((row) => row.person_id),
    context.now,
  );
  people.sort((a, b) => (a.personId < b.personId ? -1 : 1));
  const from = await loadCountedFrom(
    db,
    questions.map((question) => question.personId),
  );
  return {
    answers: questions.map(({ key, personId, rule }) => {
      const person = from.get(personId);
      return { key, personIds: person ? holdersOf(rule, person, people, permissions) : [] };
    }),
  };
});
