import { useLanguage } from '#kernel/web/language/language.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { ShownDay } from '../shown-day.ts';
import { words } from '../words.ts';
import { useDayWords } from './use-day-words.ts';

/** One month: its days in weeks from Monday, and below them what the marked ones are called. */
export function Month(props: {
  days: readonly ShownDay[];
  chosen: string | undefined;
  onChoose?: (date: string) => void;
}) {
  const t = useWords(words);
  const say = useDayWords();
  const language = useLanguage();
  const { days, onChoose } = props;
  const first = days[0];
  if (!first) return null;
  const weeks: (ShownDay | undefined)[][] = [];
  for (const day of [...Array.from({ length: first.weekday }, () => undefined), ...days]) {
    const week = weeks.at(-1);
    if (!week || week.length === 7) weeks.push([day]);
    else week.push(day);
  }
  return (
    <section className="worktime-month">
      <h3>{say.month(first.date)}</h3>
      <table>
        <thead>
          <tr>
            {[0, 1, 2, 3, 4, 5, 6].map((weekday) => (
              <th key={weekday} scope="col" abbr={say.weekday(weekday, 'long')}>
                {say.weekday(weekday, 'narrow')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week.find((day) => day)?.date}>
              {week.map((day, column) =>
                day ? (
                  <td key={day.date}>
                    <Day day={day} chosen={day.date === props.chosen} label={say.label(day)} onChoose={onChoose} />
                  </td>
                ) : (
                  // biome-ignore lint/suspicious/noArrayIndexKey: an empty cell is its column
                  <td key={column} />
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
      <ul className="gj-faint">
        {named(days, (day) => (day.named ? day.named.day.name[language] : t('day.plainNote'))).map(
          ({ from, to, name }) => (
            <li key={from}>
              {t(from === to ? 'day.single' : 'day.range', { from: Number(from.slice(8)), to: Number(to.slice(8)) })}{' '}
              {name}
            </li>
          ),
        )}
      </ul>
    </section>
  );
}

function Day(props: { day: ShownDay; chosen: boolean; label: string; onChoose: ((date: string) => void) | undefined }) {
  const t = useWords(words);
  const { day, onChoose } = props;
  const mark = day.named ? day.named.day.kind : day.plain ? 'plain' : undefined;
  const inside = (
    <>
      <span>{Number(day.date.slice(8))}</span>
      {mark ? <small>{t(`mark.${mark}`)}</small> : null}
    </>
  );
  const shared = {
    className: 'worktime-day',
    'data-mark': mark,
    'data-rest': !day.works || undefined,
    'data-date': day.date,
    title: props.label,
  };
  if (!onChoose)
    return (
      <div {...shared}>
        <span aria-hidden="true">{inside}</span>
        <span className="gj-unseen">{props.label}</span>
      </div>
    );
  return (
    <button
      type="button"
      {...shared}
      aria-label={props.label}
      aria-pressed={props.chosen}
      onClick={() => onChoose(day.date)}
    >
      {inside}
    </button>
  );
}

/** The marked days of a month, those that follow one another under one name together. */
function named(days: readonly ShownDay[], nameOf: (day: ShownDay) => string) {
  const stretches: { from: string; to: string; name: string }[] = [];
  let open: (typeof stretches)[number] | undefined;
  for (const day of days) {
    if (!day.named && !day.plain) {
      open = undefined;
      continue;
    }
    const name = nameOf(day);
    if (open?.name === name) open.to = day.date;
    else {
      open = { from: day.date, to: day.date, name };
      stretches.push(open);
    }
  }
  return stretches;
}
