import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { reorganisationChanged } from '../../contract/events.ts';
import { employerUnknown } from '../../contract/failures.ts';
import * as contract from '../../contract/reorganisations.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import { loadEmployers } from '../employer-table.ts';
import { plansFor } from '../reorganisation/planned-reorganisation.ts';
import { insertReorganisation } from '../reorganisation/reorganisation-table.ts';

export const createReorganisation = handle<DirectoryViews>()(contract.createReorganisation, async (context, input) => {
  const { name, reason, employerId } = input;
  const employer = (await loadEmployers(context.db, [employerId])).get(employerId);
  if (!employer || !plansFor(context, [employerId])) throw refuse(employerUnknown);
  const reorganisationId = context.newId();
  await insertReorganisation(context.db, {
    id: reorganisationId,
    name,
    reason,
    employer_id: employerId,
    made_at: context.now.toString(),
    changed_by: context.person().personId,
  });
  context.about('reorganisation', reorganisationId);
  context.emit(reorganisationChanged, { reorganisationId, employerIds: [employerId] });
  return { reorganisationId };
});
