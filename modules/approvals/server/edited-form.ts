import { refuse } from '#kernel/contract/failure.ts';
import { approvalFailures } from '../contract/failures.ts';
import { askedNodeOf } from '../domain/asked-node.ts';
import { visitOfSlot } from '../domain/cursor-tree.ts';
import { fieldAccess } from '../domain/field-access.ts';
import type { Decides } from './carry-out.ts';
import { checkForm } from './check-form.ts';
import { editedForm as editedDesign } from './form/editable-form.ts';
import type { LoadedRequest } from './load-request.ts';

type Form = Readonly<Record<string, unknown>>;

/**
 * The form after somebody changed what his step lets him (字段权限), to be written with his answer; nothing where nothing
 * changed. Refuses a change of anything else, and what the kind's form doesn't take.
 */
export async function editedForm(
  context: Decides,
  request: LoadedRequest,
  slotId: string,
  given: Form | undefined,
): Promise<Form | undefined> {
  const visit = given && visitOfSlot(request.state, slotId);
  const node = visit && askedNodeOf(request.definition, visit);
  if (!given || !node) return undefined;
  if (request.kind.design) return await editedDesign(context, request, context.person().personId, given);
  const names = request.kind.fields.map((field) => field.name);
  const changed = Object.keys(given).filter(
    (name) => JSON.stringify(given[name]) !== JSON.stringify(request.form[name]),
  );
  const denied = changed.filter((name) => !names.includes(name) || fieldAccess(node.fields, name) !== 'edit');
  if (denied.length > 0) throw refuse(approvalFailures.fieldsNotYours, { fields: denied.slice(0, 20) });
  if (changed.length === 0) return undefined;
  return await checkForm(context, request.kind, { ...request.form, ...given }, { ...request, before: request.form });
}
