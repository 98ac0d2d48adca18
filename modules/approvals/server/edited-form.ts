import { refuse } from '#kernel/contract/failure.ts';
import { approvalFailures } from '../contract/failures.ts';
import type { FormValues } from '../contract/form-values.ts';
import { sameValue } from '../domain/form/apply-permissions.ts';
import { fieldRights } from '../domain/form/reader-rights.ts';
import { openTasks } from '../domain/open-tasks.ts';
import { checkForm } from './check-form.ts';
import { editedForm as editedDesign } from './form/editable-form.ts';
import type { LoadedRequest, Reads } from './load-request.ts';

/**
 * The form after somebody changed what his step lets him (字段权限), to be written with his answer; nothing where nothing
 * changed. Refuses a change of anything else, and what the kind's form doesn't take.
 */
export async function editedForm(
  context: Pick<Reads, 'db'> & { readonly now: Temporal.Instant },
  request: LoadedRequest,
  task: { readonly slotId: string; readonly actorId: string },
  given: FormValues,
): Promise<FormValues | undefined> {
  const { kind, definition, state, form: before } = request;
  if (kind.design) return editedDesign(context, request, task.actorId, given);
  const nodeId = openTasks(state).find(({ slotId }) => slotId === task.slotId)?.nodeId;
  const { permissions } = fieldRights(definition, nodeId ?? '');
  const fields = Object.keys(given).filter(
    (name) => !sameValue(given[name], before[name]) && permissions[name] !== 'edit',
  );
  if (fields.length > 0) throw refuse(approvalFailures.fieldsNotYours, { fields: fields.slice(0, 20) });
  const form = await checkForm(context, kind, { ...before, ...given }, request);
  return sameValue(form, before) ? undefined : form;
}
