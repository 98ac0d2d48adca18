import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import chineseDays from 'chinese-days';
import type { CalendarDay } from '../../contract/work-calendar.ts';

type Festival = { zh: string; en: string };

/** Names by what chinese-days calls them in English. */
const FESTIVALS: Record<string, Festival> = {
  "New Year's Day": { zh: '元旦', en: "New Year's Day" },
  'Spring Festival': { zh: '春节', en: 'Spring Festival' },
  'Tomb-sweeping Day': { zh: '清明节', en: 'Qingming Festival' },
  'Labour Day': { zh: '劳动节', en: 'Labour Day' },
  'Dragon Boat Festival': { zh: '端午节', en: 'Dragon Boat Festival' },
  'Mid-autumn Festival': { zh: '中秋节', en: 'Mid-Autumn Festival' },
  'National Day': { zh: '国庆节', en: 'National Day' },
};

/** Thirteen days a year. Source: 全国年节及纪念日放假办法 (2024 修订, in force since 2025-01-01) art. 2. */
function statutoryHolidays(year: number): Set<string> {
  const solar = (lunar: string) => Temporal.PlainDate.from(chineseDays.getSolarDateFromLunar(lunar).date);
  const newYear = solar(`${year}-01-01`);
  return new Set([
    `${year}-01-01`,
    ...[-1, 0, 1, 2].map((days) => newYear.add({ days }).toString()),
    chineseDays.getSolarTermDate(year, 4, 'pure_brightness'),
    `${year}-05-01`,
    `${year}-05-02`,
    solar(`${year}-05-05`).toString(),
    solar(`${year}-08-15`).toString(),
    `${year}-10-01`,
    `${year}-10-02`,
    `${year}-10-03`,
  ]);
}

/** One year of holidays as calendar days. */
export type ChineseCalendarYear = { year: number; source: string; days: Record<string, CalendarDay> };

/**
 * The holidays and make-up workdays that the State Council set for a year (from 2025), from the data of chinese-days.
 * @throws Error when chinese-days has no data for the year, or a festival without a name here.
 */
export function makeChineseCalendar(year: number): ChineseCalendarYear {
  const path = createRequire(import.meta.url).resolve(`chinese-days/dist/years/${year}.json`);
  const data: { holidays: Record<string, string>; workdays: Record<string, string> } = JSON.parse(
    readFileSync(path, 'utf8'),
  );
  const festivalOf = (text: string): Festival => {
    const festival = FESTIVALS[text.slice(0, text.indexOf(','))];
    if (festival === undefined) throw new Error(`no name for ${text}`);
    return festival;
  };
  const statutory = statutoryHolidays(year);
  const days: [string, CalendarDay][] = [
    ...Object.entries(data.holidays).map(([date, text]): [string, CalendarDay] => [
      date,
      { kind: 'holiday', name: festivalOf(text), statutory: statutory.has(date) },
    ]),
    ...Object.entries(data.workdays).map(([date, text]): [string, CalendarDay] => {
      const { zh, en } = festivalOf(text);
      return [date, { kind: 'workday', name: { zh: `${zh}调休上班`, en: `Make-up workday, ${en}` } }];
    }),
  ];
  return {
    year,
    source: `国务院办公厅关于${year}年部分节假日安排的通知`,
    days: Object.fromEntries(days.sort(([a], [b]) => a.localeCompare(b))),
  };
}

/** `node make-chinese-calendar.ts 2027` writes `cn-2027.json` beside this file. */
if (import.meta.main) {
  for (const year of process.argv.slice(2)) {
    const made = makeChineseCalendar(Number(year));
    writeFileSync(new URL(`cn-${year}.json`, import.meta.url), `${JSON.stringify(made, null, 2)}\n`);
  }
}
