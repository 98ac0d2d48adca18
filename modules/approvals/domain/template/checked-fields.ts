import type { CellField, FormDesign } from '../../contract/form-design.ts';
import type { FormField } from '../../contract/process-kind.ts';
import type { CheckedField } from '../check-definition.ts';
import { typesOf } from '../form/types-of.ts';

/** The fields of a designed form as the check of its flow takes them, with the parts and sums that expressions may name. */
export function checkedFields(design: FormDesign): CheckedField[] {
  const types = typesOf(design);
  const cell = (field: CellField): CheckedField => ({
    name: field.name,
    type: field.kind,
    ...('options' in field &&
      field.kind === 'choice' &&
      !field.multiple && { choices: field.options.map(({ id }) => id) }),
  });
  const fields = design.fields.flatMap((field): CheckedField[] => {
    if (field.kind === 'note') return [];
    const feel = types[field.name] ?? null;
    if (field.kind !== 'table') return [{ ...cell(field), feel }];
    return [{ name: field.name, type: 'table', feel, columns: field.columns.map(cell) }];
  });
  const named = new Set(fields.map(({ name }) => name));
  const parts = Object.entries(types).filter(([name]) => !named.has(name));
  return [...fields, ...parts.map(([name, feel]) => ({ name, type: 'part', feel }))];
}

/** The same of a form that is code. */
export const declaredFields = (fields: readonly FormField[]): CheckedField[] =>
  fields.map(({ name, type, choices }) => ({ name, type, ...(choices && { choices: Object.keys(choices) }) }));
