import { Icon } from '#design/icon.tsx';
import { Note } from '#design/note.tsx';
import { Skeleton } from '#design/skeleton.tsx';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { approvalFailures } from '#modules/approvals/contract/failures.ts';
import { readCalendar } from '#modules/worktime/contract/operations.ts';
import type { HalfDayShape } from '#modules/worktime/contract/reckonings.ts';
import { reckonLeave } from '../../contract/operations.ts';
import { words } from '../words.ts';

interface Span {
  readonly from: HalfDayShape;
  readonly to: HalfDayShape;
  readonly besideRequestId?: string;
  /** Whose leave it is, where it isn't the viewer's. */
  readonly applicantId?: string;
}

/** How many days the leave takes by the server's count, and the named days in it that make it differ from the week. */
export function ReckonedLeave({ span, told }: { span: Span; told: string | undefined }) {
  const t = useWords(words);
  const { data, failure, readAgain } = useRead(reckonLeave, span);
  // What sending was refused for stands beside the button already, and whom one may not ask for, where he is chosen.
  if (failure && (failure.code === told || failure.code === approvalFailures.notForThem.code)) return null;
  if (failure) return <FailureNote failure={failure} {...(failure.passing ? { onRetry: readAgain } : {})} />;
  return (
    <>
      <div className="leave-days" aria-live="polite">
        {data ? (
          <span>
            {t('takes')} <strong>{t('days', { count: data.days })}</strong>
          </span>
        ) : (
          <Skeleton shape="text" count={1} />
        )}
        {data ? <NamedDays span={span} employerId={data.employerId} /> : null}
        {span.applicantId === undefined ? null : <span className="gj-second">{t('theirs.hint')}</span>}
      </div>
      {data && data.unknownYears.length > 0 ? (
        <Note tone="warn" title={t('provisional', { years: data.unknownYears })} />
      ) : null}
    </>
  );
}

/** Holidays in the span, which don't count, and make-up workdays, which do. */
function NamedDays({ span, employerId }: { span: Span; employerId: string }) {
  const t = useWords(words);
  const language = useLanguage();
  const format = useFormat();
  const year = Number(span.from.date.slice(0, 4));
  const endsLater = span.to.date.slice(0, 4) !== span.from.date.slice(0, 4);
  const first = useRead(readCalendar, { employerId, year }).data?.days ?? [];
  const second = useRead(readCalendar, { employerId, year: year + 1 }, { when: endsLater }).data?.days ?? [];
  const named = [...first, ...(endsLater ? second : [])].filter(
    ({ date }) => date >= span.from.date && date <= span.to.date,
  );
  if (named.length === 0) return null;
  return (
    <ul className="leave-named gj-second">
      {named.map(({ date, day }) => (
        <li key={date}>
          <Icon name="calendar" size={14} />{' '}
          {t(day.kind === 'holiday' ? 'named.holiday' : 'named.workday', {
            day: format.day(date),
            name: day.name[language],
          })}
        </li>
      ))}
    </ul>
  );
}
