import { refuse } from '#kernel/contract/failure.ts';
import { changedMeanwhile, notFound } from '#kernel/contract/kernel-failures.ts';
import type { CommandContext, QueryContext } from '#kernel/server/context.ts';
import { reorganisationSettled } from '../../contract/failures.ts';
import { planReorganisation } from '../../contract/permissions.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import { todayIn } from '../../domain/today-in.ts';
import { loadEmployers } from '../employer-table.ts';
import { loadReorganisation, type ReorganisationRow } from './reorganisation-table.ts';

/** Whether the actor plans for every one of these employers. */
export function plansFor(context: Pick<QueryContext<never>, 'reach'>, employerIds: readonly string[]): boolean {
  const reach = context.reach(planReorganisation);
  return reach.company || employerIds.every((id) => reach.employerIds.includes(id));
}

/** A reorganisation that the actor may see, for reading. To others there is none. */
export async function findReorganisation(
  context: QueryContext<DirectoryViews>,
  reorganisationId: string,
): Promise<ReorganisationRow> {
  const row = await loadReorganisation(context.db, reorganisationId);
  if (!row || !plansFor(context, row.employer_ids)) throw refuse(notFound);
  return row;
}

/** The same, locked, at the revision that the actor saw and in one of these states; with the day it is where it belongs. */
export async function takeReorganisation(
  context: CommandContext<DirectoryViews>,
  seen: { readonly reorganisationId: string; readonly revision: number },
  states: readonly ReorganisationRow['state'][],
): Promise<{ row: ReorganisationRow; timeZone: string; today: string }> {
  const row = await loadReorganisation(context.db, seen.reorganisationId, 'update');
  if (!row || !plansFor(context, row.employer_ids)) throw refuse(notFound);
  if (!states.includes(row.state)) throw refuse(reorganisationSettled);
  if (row.revision !== seen.revision) throw refuse(changedMeanwhile);
  context.about('reorganisation', row.id);
  const employer = (await loadEmployers(context.db, [row.employer_id])).get(row.employer_id);
  const timeZone = employer?.time_zone ?? 'UTC';
  return { row, timeZone, today: todayIn(timeZone, context.now) };
}

/** What it is again once somebody changed it: their draft, to which nobody has agreed. */
export const asDraft = (context: Pick<CommandContext<DirectoryViews>, 'now' | 'person'>) =>
  ({
    state: 'draft',
    changed_at: context.now.toString(),
    changed_by: context.person().personId,
    agreed_at: null,
    agreed_by: null,
    agreed_digest: null,
    published_at: null,
    published_by: null,
    settled_at: null,
    problems: null,
    comparison: null,
  }) as const;
