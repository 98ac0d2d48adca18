import type { FormDesign } from '../../contract/form-design.ts';
import { checkDesign, type DesignProblem } from '../../domain/form/check-design.ts';
import { pathOf } from './form-tree.ts';
import { UNWRITTEN } from './new-field.ts';

/** A problem with the field that it is about; `''`: the form itself. */
export interface PlacedDesignProblem extends Omit<DesignProblem, 'code'> {
  readonly code: DesignProblem['code'] | 'unwritten';
  readonly at: string;
}

/** Everything that keeps a design from being used, at the fields that it is about; also a formula nobody has written yet. */
export function designProblems(design: FormDesign): PlacedDesignProblem[] {
  const found = checkDesign(design).map((problem): PlacedDesignProblem => {
    const { field, column } = problem;
    const at = field === undefined ? '' : column === undefined ? field : pathOf(field, column);
    return { ...problem, at };
  });
  for (const field of design.fields) {
    for (const [at, cell] of field.kind === 'table'
      ? field.columns.map((column) => [pathOf(field.name, column.name), column] as const)
      : [[field.name, field] as const]) {
      if (cell.kind === 'formula' && cell.formula === UNWRITTEN) {
        found.push({ code: 'unwritten', at, part: 'formula', facts: {} });
      }
    }
  }
  return found;
}
