import { useId, useState } from 'react';
import { Button } from '#design/button.tsx';
import { Checkbox } from '#design/checkbox.tsx';
import { FieldFrame } from '#design/field-frame.tsx';
import { Input } from '#design/input.tsx';
import { RadioGroup } from '#design/radio-group.tsx';
import { Sheet } from '#design/sheet.tsx';
import { Stack } from '#design/stack.tsx';
import { tell } from '#design/toast.tsx';
import type { CallInputOf } from '#kernel/contract/operation.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { saveCalendarDay } from '../../contract/operations.ts';
import type { DayHours } from '../../contract/work-calendar.ts';
import { checkDayHours } from '../../domain/check-week.ts';
import { type CalendarAnswer, type ShownDay, worksOn } from '../shown-day.ts';
import { words } from '../words.ts';
import { DayHoursEditor } from './day-hours-editor.tsx';
import { useDayWords } from './use-day-words.ts';

type Saved = CallInputOf<typeof saveCalendarDay>['day'];
type Kind = Saved['kind'];

/** What this calendar itself says of the day now. */
function ownDay(calendar: CalendarAnswer, day: ShownDay): Saved {
  const ofEmployer = calendar.employerId !== null;
  if (day.plain) return { kind: 'plain' };
  if (day.named && (!ofEmployer || day.named.from === 'employer')) return day.named.day;
  return { kind: ofEmployer ? 'asCompany' : 'plain' };
}

/** One day, to be made a holiday, a workday or an ordinary one; what was before can be brought back. */
export function DaySheet(props: { calendar: CalendarAnswer; day: ShownDay; onClose: () => void }) {
  const t = useWords(words);
  const say = useDayWords();
  const id = useId();
  const save = useCommand(saveCalendarDay);
  const restore = useCommand(saveCalendarDay);
  const { calendar, day, onClose } = props;
  const before = ownDay(calendar, day);
  const [kind, setKind] = useState<Kind>(before.kind);
  const [zh, setZh] = useState(day.named?.day.name.zh ?? '');
  const [en, setEn] = useState(day.named?.day.name.en ?? '');
  const [statutory, setStatutory] = useState(day.named?.day.kind === 'holiday' && day.named.day.statutory);
  const [hours, setHours] = useState<DayHours | undefined>(
    day.named?.day.kind === 'workday' ? day.named.day.hours : undefined,
  );
  const [tried, setTried] = useState(false);

  const isNamed = kind === 'holiday' || kind === 'workday';
  const nameless = isNamed && zh.trim() === '';
  const fault =
    kind !== 'workday' || !hours ? undefined : hours.segments.length === 0 ? 'emptyWorkday' : checkDayHours(hours);
  const weekday = t(worksOn(calendar, day.weekday) ? 'state.workday' : 'state.rest');

  const send = async () => {
    setTried(true);
    if (nameless || fault) return;
    const name = { zh: zh.trim(), en: en.trim() || zh.trim() };
    const saved: Saved =
      kind === 'holiday'
        ? { kind, name, statutory }
        : kind === 'workday'
          ? { kind, name, ...(hours ? { hours } : {}) }
          : { kind };
    const which = { employerId: calendar.employerId, date: day.date };
    if (!(await save.run({ ...which, day: saved }))) return;
    tell(t('saved.day', { date: say.date(day.date) }), () => void restore.run({ ...which, day: before }));
    onClose();
  };

  const kinds: Kind[] = [
    ...(calendar.employerId === null ? [] : ['asCompany' as const]),
    'plain',
    'holiday',
    'workday',
  ];
  return (
    <Sheet
      title={say.date(day.date)}
      onClose={onClose}
      foot={
        <Button kind="primary" busy={save.running} onPress={() => void send()}>
          {t('save')}
        </Button>
      }
    >
      <Stack gap={4}>
        <RadioGroup
          label={t('day.kind')}
          value={kind}
          choices={kinds.map((value) => ({ value, label: t(`day.${value}`) }))}
          onChange={(value) => setKind(value ?? kind)}
        />
        {kind === 'plain' ? <p className="gj-second">{t('day.plain.hint', { state: weekday })}</p> : null}
        {isNamed ? (
          <div className="gj-form">
            <FieldFrame
              id={`${id}-zh`}
              label={t('day.nameZh')}
              problem={tried && nameless ? t('day.nameMissing') : undefined}
            >
              <Input
                id={`${id}-zh`}
                describedBy={`${id}-zh-told`}
                invalid={tried && nameless}
                value={zh}
                most={40}
                onChange={(value) => setZh(value ?? '')}
              />
            </FieldFrame>
            <FieldFrame id={`${id}-en`} label={t('day.nameEn')} required={false} hint={t('day.nameEn.hint')}>
              <Input
                id={`${id}-en`}
                describedBy={`${id}-en-told`}
                value={en}
                most={80}
                onChange={(value) => setEn(value ?? '')}
              />
            </FieldFrame>
          </div>
        ) : null}
        {kind === 'holiday' ? (
          <Checkbox value={statutory} onChange={(value) => setStatutory(value ?? false)}>
            {t('day.statutory')}
          </Checkbox>
        ) : null}
        {kind === 'workday' ? (
          <Checkbox
            value={hours !== undefined}
            onChange={(own) => setHours(own ? calendar.week.find((one) => one.segments.length > 0) : undefined)}
          >
            {t('day.ownHours')}
          </Checkbox>
        ) : null}
        {kind === 'workday' && hours ? (
          <DayHoursEditor day={say.date(day.date)} value={hours} fault={fault ?? undefined} onChange={setHours} />
        ) : null}
        {save.failure ? <FailureNote failure={save.failure} kept /> : null}
      </Stack>
    </Sheet>
  );
}
