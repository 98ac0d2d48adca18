import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/assignments.ts';
import { waysTo } from '../../domain/resolve-reach.ts';
import type { AccessTables } from '../access-tables.ts';
import { explainedPerson } from '../explained-person.ts';
import { loadHeldRoles } from '../held-roles.ts';
import { tellWays } from '../tell-ways.ts';

export const explainPermission = handle<AccessTables>()(contract.explainPermission, async (context, input) => {
  const { db } = context;
  const person = await explainedPerson(context, input.personId);
  const permission = context.contracts
    .flatMap((module) => module.permissions)
    .find((one) => one.name === input.permission);
  if (!permission) throw refuse(notFound);

  const [held] = await loadHeldRoles(db, [person.id], context.now);
  const ways = held ? waysTo(permission, held) : [];
  return {
    person,
    permission: { name: permission.name, sentence: { ...permission.sentence } },
    because: await tellWays(db, ways),
  };
});
