import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { Sheet } from '#design/sheet.tsx';
import { Stack } from '#design/stack.tsx';
import { tell } from '#design/toast.tsx';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { saveWorkingHours } from '../../contract/operations.ts';
import type { Week } from '../../contract/work-calendar.ts';
import { checkWeek } from '../../domain/check-week.ts';
import type { CalendarAnswer } from '../shown-day.ts';
import { words } from '../words.ts';
import { DayHoursEditor } from './day-hours-editor.tsx';
import { useDayWords } from './use-day-words.ts';

/** The working hours of the week, to be changed. */
export function HoursSheet({ calendar, onClose }: { calendar: CalendarAnswer; onClose: () => void }) {
  const t = useWords(words);
  const say = useDayWords();
  const save = useCommand(saveWorkingHours);
  const [week, setWeek] = useState<Week>(calendar.week);
  // What was shown when the change began: whoever was overtaken is told.
  const [revision] = useState(calendar.revision);
  const { employerId } = calendar;
  const faults = new Map(checkWeek(week).map(({ weekday, fault }) => [weekday - 1, fault]));
  const send = async (changed: Week | null) => {
    if (!(await save.run({ employerId, revision, week: changed }))) return;
    tell(t('hours.saved'));
    onClose();
  };
  return (
    <Sheet
      title={t('hours.title')}
      onClose={onClose}
      foot={
        <>
          <Button kind="primary" busy={save.running} disabled={faults.size > 0} onPress={() => void send(week)}>
            {t('save')}
          </Button>
          {employerId !== null && !calendar.followsCompanyHours ? (
            <Button onPress={() => void send(null)}>{t('hours.follow')}</Button>
          ) : null}
        </>
      }
    >
      <Stack gap={4}>
        {week.map((hours, weekday) => {
          const before = week[weekday - 1];
          return (
            <section key={say.weekday(weekday, 'long')} className="worktime-weekday">
              <header>
                <h3>{say.weekday(weekday, 'long')}</h3>
                {hours.segments.length === 0 ? <span className="gj-second">{t('hours.rest')}</span> : null}
                {before ? (
                  <Button kind="quiet" onPress={() => setWeek(week.with(weekday, before) as Week)}>
                    {t('hours.asBefore', { day: say.weekday(weekday - 1, 'long') })}
                  </Button>
                ) : null}
              </header>
              <DayHoursEditor
                day={say.weekday(weekday, 'long')}
                value={hours}
                fault={faults.get(weekday)}
                onChange={(changed) => setWeek(week.with(weekday, changed) as Week)}
              />
            </section>
          );
        })}
        <p className="gj-second">{t('hours.note')}</p>
        {save.failure ? <FailureNote failure={save.failure} kept /> : null}
      </Stack>
    </Sheet>
  );
}
