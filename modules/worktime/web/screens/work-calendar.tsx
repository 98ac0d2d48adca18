import { useLocation, useSearch } from 'wouter';
import { Button } from '#design/button.tsx';
import { Page } from '#design/page.tsx';
import { Select } from '#design/select.tsx';
import { tell } from '#design/toast.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useViewer } from '#kernel/web/identity/viewer.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { listEmployers } from '#modules/directory/contract/employers.ts';
import { confirmYear, readCalendar } from '../../contract/operations.ts';
import { DaySheet } from '../parts/day-sheet.tsx';
import { HoursSheet } from '../parts/hours-sheet.tsx';
import { Legend } from '../parts/legend.tsx';
import { Month } from '../parts/month.tsx';
import { WeekCard } from '../parts/week-card.tsx';
import { NextYearUnknown, UnknownYear } from '../parts/year-notes.tsx';
import { type CalendarAnswer, shownMonths } from '../shown-day.ts';
import { words } from '../words.ts';
import '../worktime.css';

const COMPANY = 'company';
const FIRST_YEAR = 2000;
const LAST_YEAR = 2200;

/** A year of the work calendar. Owner, year and what is open stand in the address: `?owner=…&year=2026&day=2026-02-14`. */
export function WorkCalendarScreen() {
  const t = useWords(words);
  const [, go] = useLocation();
  const address = new URLSearchParams(useSearch());
  const { employer } = useViewer();
  const employers = useRead(listEmployers, {}).data?.rows ?? [];
  const asked = Number(address.get('year'));
  const inRange = Number.isInteger(asked) && asked >= FIRST_YEAR && asked <= LAST_YEAR;
  const owner = address.get('owner') ?? (employers.length > 1 ? employer.id : COMPANY);
  const employerId = owner === COMPANY ? null : owner;
  const show = (changes: Record<string, string | undefined>) => {
    const next = new URLSearchParams(address);
    for (const [name, value] of Object.entries(changes)) {
      if (value === undefined) next.delete(name);
      else next.set(name, value);
    }
    go(`/work-calendar?${next}`);
  };

  const read = useRead(readCalendar, { employerId, ...(inRange ? { year: asked } : {}) }, { keep: true });
  const year = read.data?.year;
  const showYear = (next: number) => show({ year: String(next), day: undefined });

  return (
    <Page
      title={t('title')}
      width="full"
      lead={read.data ? <YearSum calendar={read.data} /> : null}
      tools={
        <>
          {employers.length > 0 ? (
            <div className="worktime-owner">
              <label className="gj-unseen" htmlFor="worktime-owner">
                {t('owner')}
              </label>
              <Select
                id="worktime-owner"
                value={owner}
                choices={[
                  { value: COMPANY, label: t('owner.company') },
                  ...employers.map(({ id: value, name }) => ({ value, label: name })),
                ]}
                onChange={(value) => show({ owner: value, day: undefined, hours: undefined })}
              />
            </div>
          ) : null}
          {year === undefined ? null : (
            <div className="worktime-year-choice">
              <Button
                kind="quiet"
                icon="back"
                label={t('year.before')}
                disabled={year <= FIRST_YEAR}
                onPress={() => showYear(year - 1)}
              />
              <strong aria-live="polite">{t('year.shown', { year })}</strong>
              <Button
                kind="quiet"
                icon="next"
                label={t('year.after')}
                disabled={year >= LAST_YEAR}
                onPress={() => showYear(year + 1)}
              />
            </div>
          )}
        </>
      }
    >
      <Loaded read={read} shape="page">
        {(calendar) => (
          <>
            {calendar.known ? null : <UnknownYear key={`${owner} ${calendar.year}`} calendar={calendar} />}
            {calendar.nextYearMissing ? (
              <NextYearUnknown year={calendar.year + 1} onShow={() => showYear(calendar.year + 1)} />
            ) : null}
            <Year
              calendar={calendar}
              openDay={address.get('day') ?? undefined}
              hoursOpen={address.has('hours')}
              onOpen={show}
            />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function YearSum({ calendar }: { calendar: CalendarAnswer }) {
  const t = useWords(words);
  const workdays = shownMonths(calendar)
    .flat()
    .filter((day) => day.works).length;
  const statutory = calendar.days.filter(({ day }) => day.kind === 'holiday' && day.statutory).length;
  return t(calendar.known ? 'year.sum' : 'year.provisional', { workdays, statutory });
}

function Year(props: {
  calendar: CalendarAnswer;
  openDay: string | undefined;
  hoursOpen: boolean;
  onOpen: (changes: Record<string, string | undefined>) => void;
}) {
  const t = useWords(words);
  const reopen = useCommand(confirmYear);
  const { calendar, openDay, onOpen } = props;
  const { employerId, year } = calendar;
  const may = calendar.may.includes('manage');
  const months = shownMonths(calendar);
  const day = may ? months.flat().find(({ date }) => date === openDay) : undefined;
  const markIncomplete = async () => {
    if (await reopen.run({ employerId, year, complete: false })) {
      tell(t('reopened', { year }), () => void reopen.run({ employerId, year, complete: true }));
    }
  };
  return (
    <>
      <Legend plain={calendar.plainDays.length > 0} />
      <div className="worktime-year">
        {months.map((days) => (
          <Month
            key={days[0]?.date}
            days={days}
            chosen={openDay}
            {...(may ? { onChoose: (date: string) => onOpen({ day: date, hours: undefined }) } : {})}
          />
        ))}
      </div>
      <WeekCard calendar={calendar} onChange={may ? () => onOpen({ hours: '1', day: undefined }) : undefined} />
      {may && calendar.knownHere ? (
        <div>
          <Button kind="quiet" busy={reopen.running} onPress={() => void markIncomplete()}>
            {t('reopen')}
          </Button>
        </div>
      ) : null}
      {day ? (
        <DaySheet
          key={`${employerId} ${day.date}`}
          calendar={calendar}
          day={day}
          onClose={() => onOpen({ day: undefined })}
        />
      ) : null}
      {may && props.hoursOpen ? (
        <HoursSheet key={employerId} calendar={calendar} onClose={() => onOpen({ hours: undefined })} />
      ) : null}
    </>
  );
}
