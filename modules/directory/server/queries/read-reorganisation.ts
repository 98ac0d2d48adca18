import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/reorganisations.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import { loadEmployers } from '../employer-table.ts';
import { errorsIn, examine } from '../reorganisation/examine.ts';
import { findReorganisation } from '../reorganisation/planned-reorganisation.ts';

export const readReorganisation = handle<DirectoryViews>()(
  contract.readReorganisation,
  async (context, { reorganisationId }) => {
    const { db } = context;
    const row = await findReorganisation(context, reorganisationId);
    const examined = await examine(context, row);
    const employer = (await loadEmployers(db, [row.employer_id])).get(row.employer_id);
    const { rows } = await sql<{ id: string; name: string }>`
      select id, name from directory.person
      where id in (${row.changed_by}::uuid, ${row.agreed_by}::uuid, ${row.published_by}::uuid)`.execute(db);
    const who = (id: string | null) => rows.find((one) => one.id === id) ?? null;
    const settled = row.state === 'done' || row.state === 'withdrawn';
    const me = context.actor.kind === 'person' ? context.actor.personId : undefined;
    const clean = errorsIn(examined.problems) === 0 && examined.conflicts.length === 0;
    const may = {
      change: row.state === 'draft' || row.state === 'agreed' || row.state === 'failed',
      agree: row.state === 'draft' && row.changed_by !== me && row.on_day !== null && row.steps.length > 0 && clean,
      publish: row.state === 'agreed' && row.agreed_by !== me && clean,
      withdraw: !settled,
    };
    return {
      id: row.id,
      name: row.name,
      reason: row.reason,
      employer: { id: row.employer_id, name: employer?.short_name ?? employer?.name ?? '' },
      on: row.on_day,
      state: row.state,
      revision: row.revision,
      steps: row.steps,
      names: examined.names,
      // Of what is over, what it was then.
      problems: settled ? (row.problems ?? []) : [...examined.problems],
      conflicts: settled ? [] : [...examined.conflicts],
      comparison: settled && row.comparison ? row.comparison : examined.comparison,
      changedAt: row.changed_at,
      changedBy: who(row.changed_by),
      agreedBy: who(row.agreed_by),
      agreedAt: row.agreed_at,
      publishedBy: who(row.published_by),
      publishedAt: row.published_at,
      settledAt: row.settled_at,
      may: (Object.keys(may) as (keyof typeof may)[]).filter((act) => may[act]),
    };
  },
);
