import { CompiledQuery } from 'kysely';
import { prepared } from '#kernel/server/database/prepared.ts';
import { togetherReader } from '#kernel/server/together/together-reader.ts';

const text = prepared(
  'approvals.activePeople',
  'select id from directory.published_person where id = any($1::uuid[]) and active',
);

/** Which of these people are in service now. */
export const activePeople = togetherReader<readonly string[], ReadonlySet<string>>({
  name: 'approvals.activePeople',
  run: async (db, keys) => {
    const asked = [...new Set(keys.flat())];
    const { rows } = await db.getExecutor().executeQuery<{ id: string }>(CompiledQuery.raw(text, [asked]));
    const active = new Set(rows.map((row) => row.id));
    return keys.map((ids) => new Set(ids.filter((id) => active.has(id))));
  },
});
