import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { FactList } from '#design/fact-list.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { CalendarAnswer } from '../shown-day.ts';
import { words } from '../words.ts';
import { useDayWords } from './use-day-words.ts';

/** The weekly hours at a glance, weekdays with the same hours together. */
export function WeekCard({ calendar, onChange }: { calendar: CalendarAnswer; onChange: (() => void) | undefined }) {
  const t = useWords(words);
  const say = useDayWords();
  const stretches: { from: number; to: number; text: string }[] = [];
  for (const [weekday, hours] of calendar.week.entries()) {
    const text = say.hours(hours);
    const last = stretches.at(-1);
    if (last?.text === text) last.to = weekday;
    else stretches.push({ from: weekday, to: weekday, text });
  }
  return (
    <Card
      title={t('hours.title')}
      tools={
        onChange ? (
          <Button icon="edit" onPress={onChange}>
            {t('hours.change')}
          </Button>
        ) : null
      }
    >
      <FactList
        facts={stretches.map(({ from, to, text }) => ({
          name:
            from === to
              ? say.weekday(from, 'short')
              : t('hours.span', { from: say.weekday(from, 'short'), to: say.weekday(to, 'short') }),
          value: text,
        }))}
      />
      {calendar.followsCompanyHours ? <p className="gj-faint">{t('follows')}</p> : null}
    </Card>
  );
}
