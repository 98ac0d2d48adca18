import type { TemplateContent } from '../../contract/template.ts';
import { evaluateForm } from '../../domain/form/evaluate-form.ts';
import type { ResolvedKind } from '../kind-of.ts';

/** Why a form that was once taken wouldn't be taken by this content: the place in it; `undefined`: it would. */
export function formRefusal(
  program: ResolvedKind | undefined,
  content: TemplateContent,
  form: Readonly<Record<string, unknown>>,
  facts: { readonly today: string; readonly applicant: string },
): string | undefined {
  if (content.design) return evaluateForm(content.design, form, facts).problems[0]?.path;
  const parsed = program?.form.safeParse(form);
  return parsed && !parsed.success ? (parsed.error.issues[0]?.path.join('.') ?? 'form') : undefined;
}
