import { type QueryExecutorProvider, sql } from 'kysely';
import type { CommandContext } from '#kernel/server/context.ts';
import { type Definition, definition as definitionShape } from '../contract/definition.ts';
import type { ProcessKind } from '../contract/process-kind.ts';
import type { ApprovalsTables } from './approvals-tables.ts';

interface Published {
  readonly version: number;
  readonly definition: Definition;
}

/** The newest published version of a kind's flow; `undefined` where what the program brings isn't published yet. */
async function newest(db: QueryExecutorProvider, kind: ProcessKind): Promise<Published | undefined> {
  const { rows } = await sql<{ version: number; definition: unknown; builtin: number | null }>`
    select version, definition, builtin from approvals.definition where kind = ${kind.name}
    order by version desc limit 1`.execute(db);
  const row = rows[0];
  // A flow that was designed here is never replaced by one that the program brings.
  if (!row || (row.builtin !== null && row.builtin < kind.version)) return undefined;
  return { version: row.version, definition: definitionShape.parse(row.definition) };
}

/** The flow that a new request would take. */
export async function currentFlow(db: QueryExecutorProvider, kind: ProcessKind): Promise<Definition> {
  return (await newest(db, kind))?.definition ?? kind.definition;
}

/** The same for a request that is being made; publishes what the program brings, once. */
export async function publishedFlow(
  context: Pick<CommandContext<ApprovalsTables>, 'db' | 'now'>,
  kind: ProcessKind,
): Promise<Published> {
  const known = await newest(context.db, kind);
  if (known) return known;
  await sql`insert into approvals.definition (kind, version, definition, builtin, published_at)
    select ${kind.name}, coalesce(max(version), 0) + 1, ${JSON.stringify(kind.definition)}::jsonb, ${kind.version}::int,
      ${context.now.toString()}::timestamptz
    from approvals.definition where kind = ${kind.name}
    on conflict do nothing`.execute(context.db);
  const published = await newest(context.db, kind);
  if (!published) throw new Error(`${kind.name}: its flow could not be published`);
  return published;
}
