import { refuse } from '#kernel/contract/failure.ts';
import type { QueryContext } from '#kernel/server/context.ts';
import type { TableField } from '../../contract/form-design.ts';
import { formFailures } from '../../contract/form-failures.ts';
import { kindInForce } from '../templates/kind-in-force.ts';

/** The detail table of this name in the form of a kind, as it is in force for the reader. */
export async function tableOf(
  context: Parameters<typeof kindInForce>[0] & Pick<QueryContext<unknown>, 'person'>,
  kind: string,
  name: string,
): Promise<TableField> {
  const { design } = (await kindInForce(context, context.person(), kind)).kind;
  if (!design) throw refuse(formFailures.notDesigned);
  const table = design.fields.find((field) => field.name === name);
  if (table?.kind !== 'table') throw refuse(formFailures.noSuchField);
  return table;
}
