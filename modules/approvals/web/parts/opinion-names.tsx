import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { DatePicker } from '#design/date-picker.tsx';
import { TextArea } from '#design/text-area.tsx';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useNow } from '#kernel/web/language/use-now.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { Part } from '#kernel/web/shell/part.tsx';
import { personPicker } from '#modules/directory/contract/parts.ts';
import type { Opinion } from '../../contract/instance.ts';
import type { Shown } from '../use-shown.ts';
import { instantOf, wallClock } from '../wall-clock.ts';
import { words } from '../words.ts';
import { Labelled } from './labelled.tsx';

/** What an opinion may name, as it is typed: `deadline` is a day, until whose end it counts. */
export type NamesTyped = { executor: string; manner: string; deadline: string };
export const nothingNamed: NamesTyped = { executor: '', manner: '', deadline: '' };

/** Of everything typed in a sheet, what an opinion names. */
export const namesIn = ({ executor, manner, deadline }: NamesTyped): NamesTyped => ({ executor, manner, deadline });

/** As an opinion takes it; the day ends at midnight of this zone. */
export function namesOf(typed: NamesTyped, zone: string): Pick<Opinion, 'executor' | 'manner' | 'deadline'> {
  return {
    ...(typed.executor && { executor: typed.executor }),
    ...(typed.manner.trim() && { manner: typed.manner.trim() }),
    ...(typed.deadline && { deadline: instantOf(`${typed.deadline}T23:59`, zone) }),
  };
}

/** Who carries it out, how, and by when (W3), as far as the step lets an opinion name it; out of the way until somebody wants it. */
export function OpinionNames(props: {
  naming: NonNullable<Shown['names']>;
  typed: NamesTyped;
  set: (change: Partial<NamesTyped>) => void;
}) {
  const t = useWords(words);
  const format = useFormat();
  const { naming, typed, set } = props;
  const isAsked = Object.values(naming).includes('required') || Object.values(typed).some((text) => text !== '');
  const [isOpen, setOpen] = useState(isAsked);
  const today = wallClock(useNow(), format.zone).slice(0, 10);
  if (Object.values(naming).every((one) => one === 'never')) return null;
  if (!isOpen) {
    return (
      <div>
        <Button kind="quiet" icon="plus" onPress={() => setOpen(true)}>
          {t('names.open')}
        </Button>
      </div>
    );
  }
  return (
    <>
      {naming.executor === 'never' ? null : (
        <Labelled label={t('names.executor')} required={naming.executor === 'required'}>
          {(named) => (
            <Part
              of={personPicker}
              {...named}
              most={1}
              value={typed.executor ? [typed.executor] : []}
              onChange={(next) => set({ executor: next?.[0] ?? '' })}
            />
          )}
        </Labelled>
      )}
      {naming.manner === 'never' ? null : (
        <Labelled label={t('names.manner')} required={naming.manner === 'required'}>
          {(named) => (
            <TextArea
              {...named}
              rows={2}
              value={typed.manner}
              most={1000}
              onChange={(next) => set({ manner: next ?? '' })}
            />
          )}
        </Labelled>
      )}
      {naming.deadline === 'never' ? null : (
        <Labelled label={t('names.deadline')} required={naming.deadline === 'required'}>
          {(named) => (
            <DatePicker
              {...named}
              least={today}
              {...(typed.deadline && { value: typed.deadline })}
              onChange={(next) => set({ deadline: next ?? '' })}
            />
          )}
        </Labelled>
      )}
    </>
  );
}
