import { z } from 'zod';
import { extensionsAt } from '#kernel/contract/extension-point.ts';
import type { QueryContext } from '#kernel/server/context.ts';
import { definition } from '../contract/definition.ts';
import { bothLanguages, type FormDesign, type Numbering } from '../contract/form-design.ts';
import { type DesignedKind, type ProcessKind, processKinds } from '../contract/process-kind.ts';
import { type CheckedField, checkDefinition } from '../domain/check-definition.ts';
import { checkDesign } from '../domain/form/check-design.ts';
import { summaryOf } from '../domain/form/summary-of.ts';
import { checkedFields, declaredFields } from '../domain/template/checked-fields.ts';

type Knows = Pick<QueryContext<unknown>, 'contracts'>;

/**
 * A kind in the one shape that everything here works with, wherever it comes from: declared with a form and a screen of its
 * own, or designed. Only this file makes them.
 */
export interface ResolvedKind extends ProcessKind {
  readonly numbering: Numbering;
  /** Where it is a designed one: `evaluateForm` reads and checks its form, `form` lets everything through. */
  readonly design?: FormDesign;
}

/** A kind with a form and a screen of its own. */
const withNumbering = (kind: ProcessKind): ResolvedKind => ({
  ...kind,
  numbering: { prefix: kind.numberPrefix, date: 'month', reset: 'month', digits: 4, employers: [] },
});

/** @throws Error where its flow can't be published: the program is wrong then. */
function resolvedDeclared(kind: ProcessKind): ResolvedKind {
  mustBePublishable(kind, declaredFields(kind.fields));
  return withNumbering(kind);
}

function mustBePublishable({ name, definition }: ProcessKind | DesignedKind, fields: readonly CheckedField[]): void {
  const problem = checkDefinition(definition, fields, { kind: name }).find((one) => one.blocks);
  if (problem) throw new Error(`${name}: the flow can't be used: ${JSON.stringify(problem)}`);
}

/**
 * A designed kind, of the program or of a template that the company made.
 * @throws Error where the design has problems: what is stored or declared must have passed `checkDesign`.
 */
export function resolveDesigned(kind: DesignedKind): ResolvedKind {
  const { name, title, version, definition, design, copiesSeeAll } = kind;
  const problem = checkDesign(design)[0];
  if (problem) throw new Error(`${name}: the form can't be used: ${JSON.stringify(problem)}`);
  mustBePublishable(kind, checkedFields(design));
  return {
    name,
    title,
    version,
    definition,
    design,
    copiesSeeAll,
    numbering: design.numbering,
    numberPrefix: design.numbering.prefix,
    startPath: `/requests/new/${name}`,
    form: z.record(z.string(), z.unknown()),
    fields: design.fields
      .filter((field) => field.kind !== 'note')
      .map((field) => ({
        name: field.name,
        label: bothLanguages(field.label),
        type: field.kind,
        design: field,
        ...(field.sensitive && { sensitive: true }),
      })),
    summary: (form) => summaryOf(design, title, form as Readonly<Record<string, unknown>>),
  };
}

const resolved = new WeakMap<ProcessKind | DesignedKind, ResolvedKind>();

function resolve(kind: ProcessKind | DesignedKind): ResolvedKind {
  const known = resolved.get(kind);
  if (known) return known;
  const made = 'fields' in kind ? resolvedDeclared(kind) : resolveDesigned(kind);
  resolved.set(kind, made);
  return made;
}

/** Every kind that a module of the program has added. */
export const allKinds = (context: Knows): readonly ResolvedKind[] =>
  extensionsAt(processKinds, context.contracts).map(resolve);

/** The kind of a stored request; where its module is gone, the request stays readable by its steps. */
export function storedKindOf(context: Knows, name: string): ResolvedKind {
  const kind = allKinds(context).find((one) => one.name === name);
  const words = { zh: name, en: name };
  return (
    kind ??
    withNumbering({
      name,
      title: words,
      version: 0,
      definition: definition.parse({ start: { kind: 'start', id: 'start', name }, nodes: [], withdraw: 'never' }),
      form: z.unknown(),
      fields: [],
      summary: () => words,
      numberPrefix: '',
      startPath: '/',
      copiesSeeAll: [],
    })
  );
}
