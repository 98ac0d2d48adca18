import { useMemo } from 'react';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { readRequest } from '../contract/operations.ts';
import type { RequestView } from '../contract/request.ts';
import { stepsUnderWay, type UnderWay } from '../domain/steps-under-way.ts';
import { words } from './words.ts';

type Answer = OutputOf<typeof readRequest>;
export type May = Answer['may'][number];
export type Step = RequestView['steps'][number];
export type Slot = Step['slots'][number];

/** A request as its parts on screen take it. */
export interface Shown extends Answer {
  readonly nameOf: (personId: string | undefined) => string;
  /** Names with the comma of the language. */
  readonly namesOf: (personIds: readonly string[]) => string;
  /** What the reader may do, the first of its sort; of one task where given. */
  readonly mayOf: (what: May['what'], slotId?: string) => May | undefined;
  readonly slotOf: (slotId: string) => Slot | undefined;
  /** Where it stands: in parallel branches at several steps. */
  readonly underWay: UnderWay;
}

export function useShown(answer: Answer): Shown {
  const t = useWords(words);
  const language = useLanguage();
  return useMemo(() => {
    const names = new Map(answer.people.map((person) => [person.id, person.name]));
    const nameOf = (personId: string | undefined) =>
      personId === undefined ? t('system') : (names.get(personId) ?? t('someone'));
    const { steps } = answer.view;
    return {
      ...answer,
      nameOf,
      namesOf: (personIds) => personIds.map(nameOf).join(language === 'zh' ? '、' : ', '),
      mayOf: (what, slotId) =>
        answer.may.find((may) => may.what === what && (slotId === undefined || may.slotId === slotId)),
      slotOf: (slotId) => steps.flatMap((step) => step.slots).find((slot) => slot.slotId === slotId),
      underWay: stepsUnderWay(steps),
    };
  }, [answer, t, language]);
}
