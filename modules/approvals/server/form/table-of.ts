import { refuse } from '#kernel/contract/failure.ts';
import type { QueryContext } from '#kernel/server/context.ts';
import type { TableField } from '../../contract/form-design.ts';
import { formFailures } from '../../contract/form-failures.ts';
import { kindOf } from '../kind-of.ts';

/** The detail table of this name in the form of a kind. */
export function tableOf(context: Pick<QueryContext<unknown>, 'contracts'>, kind: string, name: string): TableField {
  const { design } = kindOf(context, kind);
  if (!design) throw refuse(formFailures.notDesigned);
  const table = design.fields.find((field) => field.name === name);
  if (table?.kind !== 'table') throw refuse(formFailures.noSuchField);
  return table;
}
