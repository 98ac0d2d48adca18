import type { CellField, DesignField, FormDesign, TableField } from '../../contract/form-design.ts';
import type { FormValues, TableRow } from '../../contract/form-values.ts';
import { checkValue } from './check-value.ts';
import type { FormFacts } from './evaluate-form.ts';

/** What a new request begins with, as its design says; what can't be right on this day is left empty. */
export const initialValues = (design: FormDesign, facts: FormFacts): FormValues =>
  valuesOf(
    design.fields.filter((field): field is Exclude<DesignField, TableField> => field.kind !== 'table'),
    facts,
  );

/** What a new row of a table begins with. */
export const initialRow = (table: TableField, facts: FormFacts): TableRow => valuesOf(table.columns, facts);

function valuesOf(fields: readonly Exclude<DesignField, TableField>[], facts: FormFacts): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const field of fields) {
    if (field.kind === 'note' || field.initial === undefined) continue;
    const checked = checkValue(field, meant(field, facts), facts.today);
    if ('value' in checked) values[field.name] = checked.value;
  }
  return values;
}

function meant({ kind, initial }: CellField, { today, applicant }: FormFacts): unknown {
  if (kind === 'date' && initial === 'today') return today;
  return kind === 'person' && initial === 'applicant' ? applicant : initial;
}
