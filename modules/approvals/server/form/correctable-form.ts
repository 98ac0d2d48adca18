import { refuse } from '#kernel/contract/failure.ts';
import type { DesignField, FieldPermissions } from '../../contract/form-design.ts';
import { formFailures } from '../../contract/form-failures.ts';
import { fieldRights } from '../../domain/form/reader-rights.ts';
import type { LoadedRequest } from '../load-request.ts';
import type { EditableForm } from './editable-form.ts';

/**
 * A form as an administrator may correct it: whatever the applicant filled in, but what is sensitive only where he may see it.
 * Refuses a form that isn't a designed one: only its own module knows what hangs on it, and reckons with what was asked for.
 */
export function correctableForm(request: Pick<LoadedRequest, 'kind' | 'definition' | 'seesAll'>): EditableForm {
  const { design } = request.kind;
  if (!design) throw refuse(formFailures.notCorrectable);
  const { permissions, usual } = fieldRights(request.definition, request.definition.start.id);
  const unseen = request.seesAll ? {} : Object.fromEntries(design.fields.flatMap(sensitiveIn));
  return { design, rights: { permissions: { ...permissions, ...unseen }, usual } };
}

/** A sensitive field, or the sensitive columns of a table, as hidden. */
function sensitiveIn(field: DesignField): [string, FieldPermissions[string]][] {
  if (field.kind === 'note') return [];
  if (field.sensitive) return [[field.name, 'hidden']];
  if (field.kind !== 'table') return [];
  return field.columns.flatMap((column) =>
    column.sensitive ? [[`${field.name}.${column.name}`, 'hidden'] as [string, 'hidden']] : [],
  );
}
