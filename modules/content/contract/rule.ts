import { z } from 'zod';
import { id, line, words } from '#kernel/contract/shapes.ts';

/** What a rule is about (P6.1), for statistics and for those it is disclosed to. */
export const category = z.enum([
  'personalData',
  'secrecy',
  'gambling',
  'drugs',
  'obscenity',
  'violence',
  'terror',
  'intellectualProperty',
  'insult',
  'discrimination',
  'ads',
  'links',
  'other',
]);
export type Category = z.infer<typeof category>;

/** `warn`: the sender is asked first and may go on. `record`: it is delivered, and a finding made. */
export const action = z.enum(['block', 'warn', 'record']);
export type Action = z.infer<typeof action>;

/** `observe`: hits are counted and nothing else happens: nobody is named, stopped or told. */
export const ruleState = z.enum(['off', 'observe', 'enforce']);
export type RuleState = z.infer<typeof ruleState>;

/** What can be recognised by its form. `idCard`: GB 11643 with its check character; `bankCard`: with Luhn's check digit. */
export const pattern = z.enum(['idCard', 'bankCard', 'phone', 'homeAddress']);
export type Pattern = z.infer<typeof pattern>;

export const mostWords = 20_000;

/** A host name as people write it; everything below it counts too. */
export const host = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(/^(?:[\p{L}\p{N}_-]{1,63}\.){0,8}[\p{L}\p{N}_-]{1,63}$/u);

/** What a rule looks for. */
export const lookout = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('words'), words: z.array(line(50)).min(1).max(mostWords) }),
  z.object({ kind: z.literal('patterns'), patterns: z.array(pattern).min(1).max(4) }),
  z.object({
    kind: z.literal('links'),
    /** `denied`: hosts of the deny list only. `notAllowed`: everything that isn't on the allow list, and the deny list. */
    hit: z.enum(['denied', 'notAllowed']),
    allow: z.array(host).max(2_000),
    deny: z.array(host).max(2_000),
  }),
  /** Solicitation together with a way to answer it: a phone, an account, a link, a price. */
  z.object({ kind: z.literal('ads') }),
  /** Marks of state secrets: the rule that stands by law, and others. */
  z.object({ kind: z.literal('stateMarks') }),
]);
export type Lookout = z.infer<typeof lookout>;

/** Where a rule holds. An empty list is no limit. */
export const scope = z.object({
  places: z.enum(['everywhere', 'groups', 'direct']),
  /** Kinds of governed groups (their codes). Other conversations are outside then. */
  groupKinds: z.array(line(40)).max(50),
  /** Of the sender. */
  employerIds: z.array(id()).max(200),
  /** Posts of the sender. */
  postIds: z.array(id()).max(200),
});
export type Scope = z.infer<typeof scope>;

export const everywhere: Scope = { places: 'everywhere', groupKinds: [], employerIds: [], postIds: [] };

/** A rule on what is sent 内容规则. */
export const contentRule = z.object({
  title: words.extend({ zh: line(40), en: line(80) }),
  category,
  lookout,
  action,
  scope,
});
export type ContentRule = z.infer<typeof contentRule>;

/** A piece that a rule found: places in UTF-16 units of the text as it was sent, `end` excluded. */
export const span = z.object({ start: z.int().min(0), end: z.int().min(1), what: z.string().max(60) });
export type Span = z.infer<typeof span>;

/** Most pieces that are told of one rule in one text. */
export const mostSpans = 20;
