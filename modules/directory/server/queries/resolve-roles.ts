import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import { readDirectory } from '../../contract/permissions.ts';
import * as contract from '../../contract/roles.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import { resolveRole } from '../../domain/resolve-role.ts';
import { loadStructureAround } from '../structure-around.ts';

export const resolveRoles = handle<DirectoryViews>()(contract.resolveRoles, async (context, { questions }) => {
  const structure = await loadStructureAround(context.db, questions);
  const found = questions.map((question) => ({
    key: question.key,
    people: resolveRole(structure, question.personId, question.rule),
  }));
  const ids = [...new Set(found.flatMap((answer) => answer.people.map((one) => one.personId)))];
  const { rows } = await sql<{ id: string; name: string }>`
    select p.id, p.name from directory.person p where p.id = any(${sql.val(ids)}::uuid[]) and p.left_on is null
      and ${context.within(readDirectory, 'p.id')}`.execute(context.db);
  const names = new Map(rows.map((row) => [row.id, row.name]));
  return {
    answers: found.map(({ key, people }) => ({
      key,
      people: people.flatMap((one) => {
        const name = names.get(one.personId);
        return name === undefined ? [] : [{ ...one, name }];
      }),
    })),
  };
});
