import { refuse } from '#kernel/contract/failure.ts';
import { invalidInput } from '#kernel/contract/kernel-failures.ts';
import type { Definition } from '../contract/definition.ts';
import { evaluateForm } from '../domain/form/evaluate-form.ts';
import { fieldRights } from '../domain/form/reader-rights.ts';
import { designedForm } from './form/designed-form.ts';
import { formFacts } from './form/form-facts.ts';
import type { ResolvedKind } from './kind-of.ts';
import type { Reads } from './load-request.ts';

type Form = Readonly<Record<string, unknown>>;
type Checks = Pick<Reads, 'db'> & { readonly now: Temporal.Instant };

/**
 * A form as its kind reads it, filled in by the applicant at the start of this flow; refuses as the pipeline refuses a wrong
 * input, with the place in the form. `before`: what a returned request held.
 */
export async function checkForm(
  context: Checks,
  kind: ResolvedKind,
  form: Form,
  filled: { readonly definition: Definition; readonly applicantId: string; readonly before?: Form },
): Promise<Record<string, unknown>> {
  if (kind.design) {
    const facts = await formFacts(context, filled.applicantId);
    return await designedForm(context, kind.design, form, {
      actorId: filled.applicantId,
      facts,
      rights: fieldRights(filled.definition, filled.definition.start.id),
      before: filled.before ?? {},
    });
  }
  const parsed = kind.form.safeParse(form);
  if (parsed.success) return parsed.data as Record<string, unknown>;
  const problems = parsed.error.issues.map(({ path, message }) => ({ path: ['form', ...path].join('.'), message }));
  throw refuse(invalidInput, { where: problems[0]?.path ?? 'form', what: problems[0]?.message ?? '', problems });
}

/** The same for a form that is still being filled in, to see where it would go: of a designed one, as much as there is. */
export async function draftForm(
  context: Checks,
  kind: ResolvedKind,
  form: Form,
  filled: Parameters<typeof checkForm>[3],
): Promise<Form> {
  if (!kind.design) return await checkForm(context, kind, form, filled);
  return evaluateForm(kind.design, form, await formFacts(context, filled.applicantId)).values;
}
