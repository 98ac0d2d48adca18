import type { FieldKind, FormDesign } from '../../contract/form-design.ts';

/** A name that no field or column of the design has: `money1`, `money2` … Names of fields that were taken out may come again. */
export function newFieldName(design: Pick<FormDesign, 'fields'>, kind: FieldKind): string {
  const taken = new Set(
    design.fields.flatMap((field) => [
      field.name,
      ...(field.kind === 'table' ? field.columns.map((column) => column.name) : []),
    ]),
  );
  let number = 1;
  while (taken.has(`${kind}${number}`)) number += 1;
  return `${kind}${number}`;
}
