import type { z } from 'zod';
import { type Facts, fillWords, type Language, type Words } from '#kernel/contract/words.ts';

/** What a notice says, in one language. */
export interface NoticeText {
  readonly title: string;
  readonly body: string | null;
}

/** One kind of notice, owned by the module that sends it. */
export interface NoticeKind<F extends z.ZodType = z.ZodType> {
  /** `module.whatIsTold`; it stays for ever, because notices of the past are put into words by it. */
  readonly code: string;
  /** What the kind is called where people choose how they want to be told. */
  readonly name: Words;
  /** One line that says what it is about. Placeholders are filled from the facts. */
  readonly title: Words;
  readonly body?: Words;
  readonly facts: F;
  /** Facts as the reader should see them (days, amounts, names of choices); without it they are written as they are. */
  readonly spell?: (facts: z.infer<F>, language: Language) => Facts;
  /** Something depends on its having been said (a deadline, a case): the words that were sent are kept as they were. */
  readonly hasConsequences: boolean;
  /** Its words hold what people wrote (a chat message): outside the app they show only where the company permits it. */
  readonly isPrivate: boolean;
  /** It goes out of the app alone: the app itself shows what it is about. */
  readonly outsideOnly: boolean;
}

const declaredKinds = new Map<string, NoticeKind>();

/**
 * Declares a kind of notice, in the contract of the module that sends it. `hasConsequences`: the words are written down
 * when the notice is sent, in both languages, and never change; other notices are put into words when they are read.
 */
export function noticeKind<F extends z.ZodType>(
  declared: Omit<NoticeKind<F>, 'hasConsequences' | 'isPrivate' | 'outsideOnly'> & {
    hasConsequences?: boolean;
    isPrivate?: boolean;
    outsideOnly?: boolean;
  },
): NoticeKind<F> {
  const { hasConsequences = false, isPrivate = false, outsideOnly = false } = declared;
  const kind = { ...declared, hasConsequences, isPrivate, outsideOnly };
  declaredKinds.set(kind.code, kind as unknown as NoticeKind);
  return kind;
}

/** The kind with this code, where a module of this program declares it. */
export const noticeKindOf = (code: string): NoticeKind | undefined => declaredKinds.get(code);

/** Every kind that a module of this program declares, in order of their codes. */
export const declaredNoticeKinds = (): readonly NoticeKind[] =>
  [...declaredKinds.values()].sort((one, other) => (one.code < other.code ? -1 : 1));

/** Codes of the kinds that the app doesn't list. */
export const outsideOnlyCodes = (): readonly string[] =>
  declaredNoticeKinds().flatMap((kind) => (kind.outsideOnly ? [kind.code] : []));

/** Puts a notice into words. The facts must fit the kind. */
export function wordNotice(kind: NoticeKind, facts: Facts, language: Language): NoticeText {
  const shown = kind.spell?.(facts, language) ?? facts;
  return {
    title: fillWords(kind.title, language, shown),
    body: kind.body ? fillWords(kind.body, language, shown) : null,
  };
}
