import { z } from 'zod';
import { id, line, prose } from '#kernel/contract/shapes.ts';
import { definition } from './definition.ts';
import { formDesign, numbering } from './form-design.ts';

/** What a template is called for ever: `module.kind` of the program, `own.…` where it was made in the company. */
export const templateKind = z.string().regex(/^[a-z][A-Za-z0-9-]*\.[A-Za-z0-9-]{1,64}$/);

/** Chinese is written always, English where somebody wrote it; without it the Chinese stands (`bothLanguages`). */
const retentionPeriod = z.union([z.int().min(1).max(100), z.literal('permanent')]);

const typedWords = (most: number) => z.object({ zh: line(most), en: line(most).optional() });

/** Who may begin a request. Of the lists any one is enough; a department counts with everything below it. */
export const starters = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('everybody') }),
  z.object({
    kind: z.literal('listed'),
    departments: z.array(id()).max(200),
    /** A built-in role by its name, one of the company's own by its id. */
    roles: z.array(z.string().min(1).max(64)).max(50),
  }),
]);
export type Starters = z.infer<typeof starters>;

/** What a version says beside its form and its flow. */
export const templateSettings = z.object({
  title: typedWords(60),
  /** Of a form that the program brings; a designed form has its own numbering, and here stands nothing. */
  numbering: numbering.nullable(),
  /** 印头, above the printed form; nothing: the title. */
  heading: typedWords(120).nullable(),
  /** 保管期限 in years from the end of a request; nothing: as the archive's setting says (`approvals.retention`). */
  retention: retentionPeriod.nullable(),
  starters,
});
export type TemplateSettings = z.infer<typeof templateSettings>;

/** A designed form; nothing: the form is the program's own. */
const design = formDesign.nullable();

/** Everything that is designed, approved and published together. */
export const templateContent = z.object({ design, definition, settings: templateSettings });
export type TemplateContent = z.infer<typeof templateContent>;

/** W16: the parts that a subsidiary says itself. What isn't here follows the group's, also when that changes. */
export const templateOverrides = z.object({
  flow: definition.optional(),
  /** The limit of every step that has none of its own. */
  limit: definition.shape.limit,
  numbering: numbering.optional(),
  heading: typedWords(120).optional(),
  retention: retentionPeriod.optional(),
  starters: starters.optional(),
});
export type TemplateOverrides = z.infer<typeof templateOverrides>;
export const overriddenPart = z.enum(['flow', 'limit', 'numbering', 'heading', 'retention', 'starters']);
export type OverriddenPart = z.infer<typeof overriddenPart>;

/** Core flows belong to the platform administrator's office, the others to their departments (W9). */
export const templateClass = z.enum(['core', 'department']);
export type TemplateClass = z.infer<typeof templateClass>;
/** draft: never published. live: may be asked for. retired: what runs goes on, nothing new begins. */
export const templateState = z.enum(['draft', 'live', 'retired']);
export type TemplateState = z.infer<typeof templateState>;
export const templateCategory = line(30);

/** Something that keeps a draft from being published, or that its author should know. */
export const templateProblem = z.object({
  severity: z.enum(['error', 'warning']),
  part: z.enum(['form', 'flow', 'settings']),
  /** The id of the field or node; for settings the name of the setting. */
  at: z.string(),
  /** The word of the problem, and what its sentence needs. */
  code: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type TemplateProblem = z.infer<typeof templateProblem>;

/** One difference between two versions, as data. `at` leads from the part to the place; ids stand for what has them. */
export const templateChange = z.object({
  part: z.enum(['form', 'flow', 'settings']),
  what: z.enum(['added', 'removed', 'changed', 'moved']),
  at: z.array(z.string()),
  /** What the field or node is called, where the difference is about one. */
  name: z.object({ zh: z.string(), en: z.string() }).optional(),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
});
export type TemplateChange = z.infer<typeof templateChange>;

/** A template as a file, to be read by another company's Guiju. */
export const templateFile = z.object({
  format: z.literal('guiju.template'),
  formatVersion: z.literal(1),
  kind: templateKind,
  category: templateCategory.nullable(),
  content: templateContent,
  /** Names of the people, departments, posts, roles and approver groups that the content names by id, so that they can be found again. */
  names: z.array(
    z.object({
      what: z.enum(['person', 'department', 'post', 'role', 'group']),
      id: z.string().min(1).max(64),
      name: prose(200),
    }),
  ),
});
export type TemplateFile = z.infer<typeof templateFile>;
