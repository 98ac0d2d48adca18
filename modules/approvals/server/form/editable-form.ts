import { refuse } from '#kernel/contract/failure.ts';
import type { FormDesign } from '../../contract/form-design.ts';
import { formFailures } from '../../contract/form-failures.ts';
import type { FormValues } from '../../contract/form-values.ts';
import { sameValue } from '../../domain/form/apply-permissions.ts';
import { type FieldRights, fieldRights } from '../../domain/form/reader-rights.ts';
import { openTasks } from '../../domain/open-tasks.ts';
import type { LoadedRequest, Reads } from '../load-request.ts';
import { designedForm } from './designed-form.ts';
import { formFacts } from './form-facts.ts';

/** A form that the actor may change now: where he is asked, and what he may do there. */
export interface EditableForm {
  readonly design: FormDesign;
  readonly rights: FieldRights;
}

/** What the actor may change of a request's form at an own open task; refuses where there is nothing. */
export function editableForm(request: LoadedRequest, actorId: string): EditableForm {
  const { design } = request.kind;
  if (!design) throw refuse(formFailures.notDesigned);
  for (const task of openTasks(request.state)) {
    if (task.person !== actorId && !task.deputies.includes(actorId)) continue;
    const rights = fieldRights(request.definition, task.nodeId);
    if (rights.usual === 'edit' || Object.values(rights.permissions).includes('edit')) return { design, rights };
  }
  throw refuse(formFailures.nothingToEdit);
}

/**
 * The form after an approver changed what he may at his step, to be written with his answer under a new number of the form;
 * `undefined` where nothing changed. Refuses a change of anything else, and what the form's rules don't allow.
 */
export async function editedForm(
  context: Pick<Reads, 'db'> & { readonly now: Temporal.Instant },
  request: LoadedRequest,
  actorId: string,
  given: FormValues,
): Promise<FormValues | undefined> {
  const { design, rights } = editableForm(request, actorId);
  const values = await designedForm(context, design, given, {
    actorId,
    facts: await formFacts(context, request.applicantId),
    rights,
    before: request.form,
  });
  return sameValue(values, request.form) ? undefined : values;
}
