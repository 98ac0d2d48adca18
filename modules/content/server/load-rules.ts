import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import { togetherReader } from '#kernel/server/together/together-reader.ts';
import type { ContentRule, RuleState } from '../contract/rule.ts';
import { type Finder, makeLookout } from '../domain/make-lookout.ts';
import type { Query } from './content-tables.ts';

/** A rule made ready to look. */
export interface ReadyRule {
  readonly id: string;
  readonly revision: number;
  readonly state: RuleState;
  readonly rule: ContentRule;
  readonly find: Finder;
}

/** Most rules; far more than anybody keeps in mind, and few enough for every message to meet them all. */
export const mostRules = 200;

/** A revision of a rule never changes, so what was made ready of it stays right. One for each rule, dropped with the next. */
const ready = new Map<string, ReadyRule>();

async function rulesWhere(db: QueryExecutorProvider, which: RawBuilder<unknown>): Promise<readonly ReadyRule[]> {
  const { rows } = await sql<{ id: string; revision: number; state: RuleState }>`
    select id, revision, state from content.rule where ${which} order by id`.execute(db);
  const missing = rows.filter((row) => ready.get(row.id)?.revision !== row.revision).map((row) => row.id);
  if (missing.length > 0) {
    const { rows: full } = await sql<{ id: string; revision: number; state: RuleState; definition: ContentRule }>`
      select id, revision, state, definition from content.rule where id = any(${sql.val(missing)}::uuid[])`.execute(db);
    if (ready.size > mostRules * 5) ready.clear();
    for (const { definition, ...row } of full)
      ready.set(row.id, { ...row, rule: definition, find: makeLookout(definition.lookout) });
  }
  return rows.flatMap((row) => {
    const held = ready.get(row.id);
    return held ? [{ ...held, state: row.state }] : [];
  });
}

/** The rules that look at what is sent. */
export const activeRules = (context: Pick<Query, 'db'>) => rulesWhere(context.db, sql`state <> 'off'`);
const stopping = togetherReader<null, readonly ReadyRule[]>({
  name: 'content.stoppingRules',
  run: async (db, asked) => {
    const rules = await rulesWhere(db, sql`state = 'enforce' and definition ->> 'action' <> 'record'`);
    return asked.map(() => rules);
  },
});
/** The rules that stop or ask the sender; read with every message, once for all that are sent at the same moment. */
export const stoppingRules = (context: Pick<Query, 'readTogether'>) => context.readTogether(stopping, null);
/** All of them, those that are off too. */
export const allRules = (context: Pick<Query, 'db'>) => rulesWhere(context.db, sql`true`);
