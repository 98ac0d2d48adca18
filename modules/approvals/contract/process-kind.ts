import type { z } from 'zod';
import { extensionPoint } from '#kernel/contract/extension-point.ts';
import type { Words } from '#kernel/contract/words.ts';
import { type Definition, definition } from './definition.ts';
import { type DesignField, type FieldKind, type FormDesign, formDesign } from './form-design.ts';

/** How a field is shown. `words` is `{ zh, en }`; `halfDay` is `{ date, half }`; `choice` shows the words of its value. */
export type FieldType = 'text' | 'longText' | 'words' | 'number' | 'days' | 'day' | 'halfDay' | 'choice' | 'person';

/** One field of a form, as every reader is shown it. */
export interface FormField {
  readonly name: string;
  readonly label: Words;
  readonly type: FieldType | FieldKind;
  readonly choices?: Readonly<Record<string, Words>>;
  /** Not for those who only get a copy or were mentioned (Z9), unless their role needs it (`copiesSeeAll`). */
  readonly sensitive?: boolean;
  /** Of a designed form: the field as it was designed, for whoever shows its value. */
  readonly design?: DesignField;
}

/** The one word or number that decides; `title`: a heading of its own instead of the kind's title. */
export interface RequestSummary extends Words {
  readonly title?: Words;
}

/** What may be asked for: its form, its flow, how it is numbered and shown. Declared by the module whose matter it is. */
export interface ProcessKind<F extends z.ZodType = z.ZodType> {
  /** `module.kind`, for ever: requests and guards hang on it. */
  readonly name: string;
  readonly title: Words;
  /** Raised with every change of `definition`: the new version is published once the program that brings it runs. */
  readonly version: number;
  readonly definition: Definition;
  readonly form: F;
  readonly fields: readonly FormField[];
  /** The one word or number that decides, without anything sensitive: 3 天. */
  readonly summary: (form: z.infer<F>) => RequestSummary;
  /** Letters before the number: `QJ` gives `QJ202603-0001`. */
  readonly numberPrefix: string;
  /** Where a new one is begun, in the client; with `?again=` and the request’s id a returned one is changed. */
  readonly startPath: `/${string}`;
  /** Roles whose holders, when the flow copies them in by that role, see sensitive fields too. */
  readonly copiesSeeAll: readonly string[];
}

/** A kind whose form is a design: it has no code and no screen of its own. */
export interface DesignedKind {
  /** `module.kind`, for ever. */
  readonly name: string;
  readonly title: Words;
  /** Raised with every change of `definition` or `design`. */
  readonly version: number;
  readonly definition: Definition;
  readonly design: FormDesign;
  readonly copiesSeeAll: readonly string[];
}

/** Where modules add their kinds: `moduleContract({ extensions: [extend(processKinds, leaveKind)] })`. */
export const processKinds = extensionPoint<ProcessKind | DesignedKind>('approvals.processKind');

/**
 * Declares a process kind, to be added at `processKinds` in its module's contract (docs/decisions/process-kinds.md).
 * Its flow is checked as a designed one is before publishing, when the kind is
 * first used.
 * @throws Error for a field that the form hasn't.
 */
export function processKind<F extends z.ZodObject>(
  declared: Omit<ProcessKind<F>, 'definition'> & { definition: z.input<typeof definition> },
): ProcessKind<F> {
  const flow = definition.parse(declared.definition);
  for (const { name } of declared.fields) {
    if (!(name in declared.form.shape)) throw new Error(`${declared.name}: the form has no field ${name}`);
  }
  return { ...declared, definition: flow };
}

/**
 * Declares a process kind by the design of its form, to be added at `processKinds`. The design is checked (`checkDesign`)
 * when the kind is first used.
 * @throws Error for a design or a flow that hasn't the shape of one.
 */
export const designedKind = (
  declared: Omit<DesignedKind, 'definition' | 'design'> & {
    definition: z.input<typeof definition>;
    design: z.input<typeof formDesign>;
  },
): DesignedKind => ({
  ...declared,
  definition: definition.parse(declared.definition),
  design: formDesign.parse(declared.design),
});
