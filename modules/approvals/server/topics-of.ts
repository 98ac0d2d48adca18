import { type QueryExecutorProvider, sql } from 'kysely';
import type { Topic } from '#kernel/contract/event.ts';
import type { ServerModule } from '#kernel/server/define-module.ts';
import { administeredTopic } from '../contract/administered-topic.ts';
import { destructionTopic } from '../contract/destruction-topic.ts';
import { expeditedTopic } from '../contract/expedited-topic.ts';
import {
  administer,
  approveDestructions,
  designTemplates,
  expedite,
  governTemplates,
  keepArchive,
} from '../contract/permissions.ts';
import { templatesTopic } from '../contract/template-topic.ts';

/** What a person's connections hear beside what is addressed to him: by what he may administer, design, expedite. */
export const topicsOf: NonNullable<ServerModule['topicsOf']> = async (db, _personId, reaches): Promise<Topic[]> => {
  const administers = reaches.get(administer.name);
  const expedites = reaches.get(expedite.name);
  const designs = reaches.has(designTemplates.name) || reaches.has(governTemplates.name);
  return [
    ...(administers?.company ? ['everywhere'] : (administers?.employerIds ?? [])).map(administeredTopic),
    ...(expedites?.company
      ? ['everywhere']
      : [...(expedites?.employerIds ?? []), ...(await employersOf(db, expedites?.departmentTreeIds ?? []))]
    ).map(expeditedTopic),
    ...(designs ? [templatesTopic] : []),
    ...new Set(
      [keepArchive, approveDestructions].flatMap((permission) => {
        const reach = reaches.get(permission.name);
        return (reach?.company ? ['everywhere'] : (reach?.employerIds ?? [])).map(destructionTopic);
      }),
    ),
  ];
};

/** Whose departments these are. */
async function employersOf(db: QueryExecutorProvider, departmentIds: readonly string[]): Promise<string[]> {
  if (departmentIds.length === 0) return [];
  const { rows } = await sql<{ id: string }>`select distinct employer_id as id from directory.published_department
    where id = any(${sql.val(departmentIds)}::uuid[])`.execute(db);
  return rows.map(({ id }) => id);
}
