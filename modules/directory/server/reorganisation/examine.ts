import { createHash } from 'node:crypto';
import { type QueryExecutorProvider, sql } from 'kysely';
import { extensionsAt } from '#kernel/contract/extension-point.ts';
import type { QueryContext } from '#kernel/server/context.ts';
import type {
  ReorganisationComparison,
  ReorganisationConflict,
  ReorganisationProblem,
  ReorganisationStep,
} from '../../contract/reorganisations.ts';
import { structureUsers } from '../../contract/structure-users.ts';
import { applySteps } from '../../domain/reorganisation/apply-steps.ts';
import { compareStructures } from '../../domain/reorganisation/compare-structures.ts';
import { basisOfStep, conflictsOf, type StepBasis } from '../../domain/reorganisation/step-basis.ts';
import type { Structure } from '../../domain/reorganisation/structure.ts';
import { loadStructure } from './load-structure.ts';
import type { ReorganisationRow } from './reorganisation-table.ts';

/** What a draft comes to on the structure as it is now. */
export interface Examined {
  readonly before: Structure;
  readonly after: Structure;
  readonly problems: readonly ReorganisationProblem[];
  readonly conflicts: readonly ReorganisationConflict[];
  readonly comparison: ReorganisationComparison;
  readonly bases: StepBasis[][];
  /** Names of what the steps name, by id. */
  readonly names: Readonly<Record<string, string>>;
  /** Of the steps and of all that would be different. */
  readonly digest: string;
}

/**
 * Works a draft out on the structure as it is now: what would be different, what stands in the way, and what isn't as it was
 * when its steps were drafted. Posts and departments that other modules name are asked for through their own queries.
 */
export async function examine(
  context: { readonly db: QueryExecutorProvider } & Pick<QueryContext<never>, 'contracts' | 'read'>,
  row: Pick<ReorganisationRow, 'steps' | 'bases'>,
): Promise<Examined> {
  const { db } = context;
  const { structure: before, names: known } = await loadStructure(db, row.steps);
  const bases: StepBasis[][] = [];
  const { after, problems } = applySteps(before, row.steps, (at, seen) => {
    const step = row.steps[at];
    if (step) bases.push(basisOfStep(seen, step));
  });
  const { rows } = await sql<{ department_id: string; people: number }>`
    select department_id, count(*)::int as people from directory.membership where is_main and valid_to is null group by 1`.execute(
    db,
  );
  const comparison = compareStructures(before, after, {
    names: known,
    peopleIn: new Map(rows.map((one) => [one.department_id, one.people])),
  });
  const nameOf = (id: string) =>
    before.departments.get(id)?.name ??
    after.departments.get(id)?.name ??
    after.people.get(id)?.name ??
    after.posts.get(id)?.name ??
    known.get(id) ??
    '';
  const names: Record<string, string> = {};
  for (const id of row.steps.flatMap(idsOf)) names[id] = nameOf(id);
  return {
    before,
    after,
    problems: [
      ...problems,
      ...(await usedElsewhere(context, row.steps, nameOf)),
      ...(await plannedBesides(db, row.steps, nameOf)),
    ],
    conflicts: conflictsOf(row.bases, bases, nameOf),
    comparison,
    bases,
    names,
    digest: createHash('sha256')
      .update(JSON.stringify([row.steps, bases]))
      .digest('hex'),
  };
}

/** How many problems stand in the way. */
export function errorsIn(problems: readonly ReorganisationProblem[]): number {
  return problems.filter((problem) => problem.severity === 'error').length;
}

/** Every id that a step names. */
export function idsOf(step: ReorganisationStep): string[] {
  return Object.entries(step).flatMap(([key, value]) =>
    key === 'kind' || key === 'name'
      ? []
      : typeof value === 'string'
        ? [value]
        : Array.isArray(value)
          ? value.filter((one): one is string => typeof one === 'string')
          : [],
  );
}

/** Posts that close and departments that go, and that other modules still name: a flow that asks the holder of the post. */
async function usedElsewhere(
  context: Pick<QueryContext<never>, 'contracts' | 'read'>,
  steps: readonly ReorganisationStep[],
  nameOf: (id: string) => string,
): Promise<ReorganisationProblem[]> {
  const asked = new Map<string, number>();
  steps.forEach((step, at) => {
    if (step.kind === 'closePost') asked.set(step.postId, at);
    if (step.kind === 'removeDepartment' || step.kind === 'mergeDepartment') asked.set(step.departmentId, at);
  });
  if (asked.size === 0) return [];
  const ids = [...asked.keys()];
  const problems: ReorganisationProblem[] = [];
  for (const { query } of extensionsAt(structureUsers, context.contracts)) {
    const { uses } = await context.read(query, { ids });
    for (const use of uses) {
      const step = asked.get(use.id) ?? null;
      const post = step !== null && steps[step]?.kind === 'closePost';
      problems.push({
        step,
        severity: post ? 'error' : 'warning',
        code: post ? 'postUsed' : 'departmentUsed',
        facts: { name: nameOf(use.id), by: use.by },
      });
    }
  }
  return problems;
}

/** Changes of the same people and departments that wait for their day: the draft doesn't know what they will have done. */
async function plannedBesides(
  db: QueryExecutorProvider,
  steps: readonly ReorganisationStep[],
  nameOf: (id: string) => string,
): Promise<ReorganisationProblem[]> {
  const ids = [...new Set(steps.flatMap(idsOf))];
  const { rows } = await sql<{ subject: string; on_day: string }>`
    select coalesce(person_id, department_id) as subject, min(on_day) as on_day from directory.planned_change
    where state = 'waiting' and (person_id = any(${sql.val(ids)}::uuid[]) or department_id = any(${sql.val(ids)}::uuid[]))
    group by 1 order by 2, 1 limit 100`.execute(db);
  return rows.map((row) => ({
    step: null,
    severity: 'warning' as const,
    code: 'changePlanned' as const,
    facts: { name: nameOf(row.subject), on: row.on_day },
  }));
}
