import type { Definition } from '../contract/definition.ts';
import type { FormFacts } from '../domain/form/evaluate-form.ts';
import { type FormScope, formScope, type ScopedKind } from '../domain/form/form-scope.ts';

/** The request that the engine's questions are about. */
export interface AskedAbout {
  readonly definition: Definition;
  readonly kind: ScopedKind & { readonly name: string };
  /** Its content, with what the command changes. */
  readonly form: Readonly<Record<string, unknown>>;
  /** Missing where it doesn't exist yet. */
  readonly request?: { readonly id: string; readonly submittedAt: string };
  /** The day that expressions take for today, where it isn't the day it is: of a request that is tried or walked again. */
  readonly today?: string;
  /** Who takes over from whom, where somebody leaves. */
  readonly successors?: ReadonlyMap<string, string>;
}

/** The form as the expressions of the flow see it; `facts`: of the applicant, as of now. */
export const scopeAsked = ({ kind, form, today }: AskedAbout, facts: FormFacts): FormScope =>
  formScope(kind, form, today === undefined ? facts : { ...facts, today });
