import { refuse } from '#kernel/contract/failure.ts';
import { invalidInput } from '#kernel/contract/kernel-failures.ts';
import type { FormDesign } from '../../contract/form-design.ts';
import { formFailures } from '../../contract/form-failures.ts';
import type { FormValues } from '../../contract/form-values.ts';
import { accessTo, applyPermissions } from '../../domain/form/apply-permissions.ts';
import { evaluateForm, type FormFacts, type FormProblem } from '../../domain/form/evaluate-form.ts';
import type { FieldRights } from '../../domain/form/reader-rights.ts';
import type { Reads } from '../load-request.ts';
import { checkReferences } from './check-references.ts';

/** Who fills in, with which rights, and what stood there before. */
export interface Filling {
  readonly actorId: string;
  readonly facts: FormFacts;
  readonly rights: FieldRights;
  readonly before: FormValues;
}

/**
 * The values of a designed form as they are kept: worked out here, whatever the client computed, and changed only where the
 * actor may. Refuses as the pipeline refuses a wrong input, with the place in the form and the code of `FormProblem`.
 */
export async function designedForm(
  context: Pick<Reads, 'db'>,
  design: FormDesign,
  given: FormValues,
  { actorId, facts, rights, before }: Filling,
): Promise<FormValues> {
  const { permissions, usual } = rights;
  const { values: merged, denied } = applyPermissions(design, permissions, before, given, usual);
  if (denied.length > 0) throw refuse(formFailures.fieldNotEditable, { fields: denied.slice(0, 20) });
  const { values, problems: found } = evaluateForm(design, merged, facts);
  const references = await checkReferences(context, design, values, before, actorId);
  // What is missing where the actor can't write is asked of those who can.
  const problems = [...found, ...references].filter(
    ({ path, code }) => (code !== 'required' && code !== 'tooFewRows') || isHis(path),
  );
  if (problems.length > 0) throw refusal(problems);
  return values;

  function isHis(path: string): boolean {
    const [field = '', , column] = path.split('.');
    return accessTo(permissions, field, column, usual) === 'edit';
  }
}

function refusal(problems: readonly FormProblem[]) {
  const told = problems
    .slice(0, 100)
    .map(({ path, code, message }) => ({ path: path === '' ? 'form' : `form.${path}`, message: message?.zh ?? code }));
  return refuse(invalidInput, { where: told[0]?.path ?? 'form', what: told[0]?.message ?? '', problems: told });
}
