import { createContext, use } from 'react';
import type { DesignField, FormDesign } from '../../contract/form-design.ts';
import type { FormValues } from '../../contract/form-values.ts';
import type { FormFacts, FormOutcome } from '../../domain/form/evaluate-form.ts';

/** What the properties of a form and its fields know. */
export interface FormKnows {
  readonly design: FormDesign;
  readonly facts: FormFacts;
  /** The values that the form is tried with, and what comes of them. */
  readonly samples: FormValues;
  readonly outcome: FormOutcome;
  /** Changes the field at a path. `topic`: typing on in the same is one step of undo. */
  readonly changeField: (path: string, field: DesignField, topic?: string) => void;
  readonly change: (design: FormDesign, topic?: string) => void;
  readonly endStep: () => void;
  /** Shows the properties of a field; `''`: of the form. */
  readonly open: (path: string) => void;
}

export const FormContext = createContext<FormKnows | undefined>(undefined);

export function useFormKnows(): FormKnows {
  const found = use(FormContext);
  if (!found) throw new Error('a property stands outside of a form designer');
  return found;
}
