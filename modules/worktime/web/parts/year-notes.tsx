import { Button } from '#design/button.tsx';
import { Note } from '#design/note.tsx';
import { tell } from '#design/toast.tsx';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { confirmYear, importYear } from '../../contract/operations.ts';
import type { CalendarAnswer } from '../shown-day.ts';
import { words } from '../words.ts';

/** Says loudly that nothing but the week is known of a year, and what to do about it. */
export function UnknownYear({ calendar }: { calendar: CalendarAnswer }) {
  const t = useWords(words);
  const take = useCommand(importYear);
  const confirm = useCommand(confirmYear);
  const { employerId, year } = calendar;
  const may = calendar.may.includes('manage');
  const takeIn = async () => {
    const answer = await take.run({ employerId, year });
    if (answer) tell(t('imported', { added: answer.added, kept: answer.kept }));
  };
  const complete = async () => {
    if (await confirm.run({ employerId, year, complete: true })) {
      tell(t('confirmed', { year }), () => void confirm.run({ employerId, year, complete: false }));
    }
  };
  const failure = take.failure ?? confirm.failure;
  return (
    <>
      <Note
        tone="seal"
        live
        title={t('unknown.title', { year })}
        actions={
          may ? (
            <>
              {calendar.official ? (
                <Button kind="primary" busy={take.running} onPress={() => void takeIn()}>
                  {t('unknown.import', { year })}
                </Button>
              ) : null}
              <Button busy={confirm.running} onPress={() => void complete()}>
                {t('unknown.confirm', { year })}
              </Button>
            </>
          ) : undefined
        }
      >
        <p>{t('unknown.body')}</p>
        {may && calendar.official ? null : <p>{t(may ? 'unknown.enter' : 'unknown.ask')}</p>}
      </Note>
      {failure ? <FailureNote failure={failure} /> : null}
    </>
  );
}

/** Towards the end of a year: the next one has no holidays yet. */
export function NextYearUnknown({ year, onShow }: { year: number; onShow: () => void }) {
  const t = useWords(words);
  return (
    <Note
      tone="warn"
      title={t('next.title', { year })}
      actions={<Button onPress={onShow}>{t('next.show', { year })}</Button>}
    >
      {t('next.body')}
    </Note>
  );
}
