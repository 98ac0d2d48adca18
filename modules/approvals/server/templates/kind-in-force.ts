import { type QueryExecutorProvider, sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import type { QueryContext } from '#kernel/server/context.ts';
import { approvalFailures } from '../../contract/failures.ts';
import type { Starters } from '../../contract/template.ts';
import { templateFailures } from '../../contract/template-failures.ts';
import { allKinds, type ResolvedKind } from '../kind-of.ts';
import { mayBegin } from './may-begin.ts';
import { resolveContent } from './resolve-content.ts';
import { type InForce, versionsInForce } from './version-table.ts';

type Asks = Pick<QueryContext<never>, 'contracts' | 'now' | 'read'> & { readonly db: QueryExecutorProvider };

/** A kind as it is in force for somebody's employer. */
export interface KindInForce {
  readonly kind: ResolvedKind;
  /** Nothing: the program's newest hasn't been published yet. */
  readonly version: number | null;
  readonly starters: Starters;
}

interface Row {
  readonly kind: string;
  readonly state: 'draft' | 'live' | 'retired';
  readonly employer_id: string | null;
}

/** Every kind that people of this employer can ask for now, whoever may begin it; one by its name where one is named. */
export async function kindsInForce(
  context: Pick<Asks, 'contracts' | 'now' | 'db'>,
  employerId: string,
  only?: string,
): Promise<{ kinds: KindInForce[]; known: ReadonlySet<string> }> {
  const { rows } = await sql<Row>`select kind, state, employer_id from approvals.template
    where ${only ?? null}::text is null or kind = ${only ?? null}::text`.execute(context.db);
  const stored = new Map(rows.map((row) => [row.kind, row]));
  const programs = new Map(allKinds(context).map((kind) => [kind.name, kind]));
  const known = new Set([...programs.keys(), ...stored.keys()].filter((name) => only === undefined || name === only));
  const asked = [...known].filter((name) => {
    const row = stored.get(name);
    return !row || (row.state === 'live' && (row.employer_id === null || row.employer_id === employerId));
  });
  const inForce = await versionsInForce(
    context.db,
    context.now,
    asked.map((name) => {
      const program = programs.get(name);
      return { name, ...(program && { program }) };
    }),
    employerId,
  );
  const kinds = asked.flatMap((name) => {
    const found = inForce.get(name);
    const kind = found && resolved(name, programs.get(name), found);
    return kind ? [{ kind, version: found.version, starters: found.content.settings.starters }] : [];
  });
  return { kinds, known };
}

const resolved = (name: string, program: ResolvedKind | undefined, found: InForce) =>
  resolveContent(name, program, found.content, found.row);

/**
 * The kind of this name for a new request of a person; refuses what isn't there, isn't in use, or isn't for this person.
 * `byFlow`: a sub-process begins it, whoever may begin one by hand.
 */
export async function kindInForce(
  context: Asks,
  person: { readonly personId: string; readonly employerId: string },
  name: string,
  byFlow = false,
): Promise<KindInForce> {
  const { kinds, known } = await kindsInForce(context, person.employerId, name);
  const found = kinds[0];
  if (!known.has(name)) throw refuse(approvalFailures.noSuchKind);
  if (!found) throw refuse(templateFailures.templateNotLive);
  if (byFlow) return found;
  const may = await mayBegin(context, person.personId, [{ name, starters: found.starters }]);
  if (!may.has(name)) throw refuse(templateFailures.notAStarter);
  return found;
}
