import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/assignments.ts';
import { readRoles } from '../../contract/permissions.ts';
import { waysTo } from '../../domain/resolve-reach.ts';
import type { AccessTables } from '../access-tables.ts';
import { loadHeldRoles } from '../held-roles.ts';
import { tellWays } from '../tell-ways.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}

export const explainPermission = handle<AccessTables>()(contract.explainPermission, async (context, input) => {
  const { db } = context;
  const self = context.actor.kind === 'person' && context.actor.personId === input.personId;
  const { rows } = await sql<Named>`
    select p.id, p.name from directory.published_person p
    where p.id = ${input.personId}::uuid and (${self} or ${context.within(readRoles, 'p.id')})`.execute(db);
  const permission = context.contracts
    .flatMap((module) => module.permissions)
    .find((one) => one.name === input.permission);
  const [person] = rows;
  if (!person || !permission) throw refuse(notFound);

  const [held] = await loadHeldRoles(db, [person.id], context.now);
  const ways = held ? waysTo(permission, held) : [];
  return {
    person,
    permission: { name: permission.name, sentence: { ...permission.sentence } },
    because: await tellWays(db, ways),
  };
});
