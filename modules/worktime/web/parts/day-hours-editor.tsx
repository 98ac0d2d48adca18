import { Button } from '#design/button.tsx';
import { Checkbox } from '#design/checkbox.tsx';
import { Icon } from '#design/icon.tsx';
import { Stack } from '#design/stack.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { DayHours } from '../../contract/work-calendar.ts';
import type { HoursFault } from '../../domain/check-week.ts';
import { clockTimes, onClock, segmentsFrom } from '../clock-times.ts';
import { words } from '../words.ts';

const MOST = 8;

/** The stretches of one day. An end that isn't after its start lies on the next day, and says so. `day` names the day. */
export function DayHoursEditor(props: {
  day: string;
  value: DayHours;
  fault: HoursFault | 'emptyWorkday' | undefined;
  onChange: (hours: DayHours) => void;
}) {
  const t = useWords(words);
  const { value, onChange } = props;
  const times = clockTimes(value);
  const change = (changed: readonly string[]) =>
    onChange({ segments: segmentsFrom(changed), half: value.half && changed.length > 0 });
  const field = (index: number, wallTime: string, label: string) => (
    <label className="worktime-time">
      <span className="gj-unseen">{label}</span>
      <input
        type="time"
        required
        className="gj-native-date"
        aria-invalid={props.fault ? true : undefined}
        value={onClock(wallTime).time}
        onChange={(event) => {
          if (event.target.value) change(times.with(index, event.target.value));
        }}
      />
      {onClock(wallTime).nextDay && wallTime !== '24:00' ? <small>{t('hours.nextDay')}</small> : null}
    </label>
  );
  return (
    <Stack gap={2}>
      {value.segments.map((segment, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a stretch is known by its place in the day
        <div key={i} className="worktime-segment">
          {field(i * 2, segment.from, t('hours.from', { day: props.day, count: i + 1 }))}
          <span aria-hidden="true">–</span>
          {field(i * 2 + 1, segment.to, t('hours.to', { day: props.day, count: i + 1 }))}
          <Button
            kind="quiet"
            icon="close"
            label={t('hours.remove')}
            onPress={() => change(times.toSpliced(i * 2, 2))}
          />
        </div>
      ))}
      {props.fault ? (
        <div className="gj-problem" role="status">
          <Icon name="alert" size={14} /> {t(`fault.${props.fault}`)}
        </div>
      ) : null}
      <Stack across gap={2}>
        {value.segments.length < MOST ? (
          <Button kind="quiet" icon="plus" onPress={() => change([...times, ...nextStretch(times)])}>
            {t('hours.add')}
          </Button>
        ) : null}
        {value.segments.length > 0 ? (
          <Checkbox value={value.half} onChange={(half) => onChange({ ...value, half: half ?? false })}>
            {t('hours.half')} <span className="gj-faint">{t('hours.halfHint')}</span>
          </Checkbox>
        ) : null}
      </Stack>
    </Stack>
  );
}

/** What a new stretch begins with: the morning, then the afternoon, then an hour at the end. */
function nextStretch(times: readonly string[]): [string, string] {
  const last = times.at(-1);
  if (last === undefined) return ['09:00', '12:00'];
  if (last <= '13:30') return ['13:30', '18:00'];
  const hour = Number(last.slice(0, 2));
  return [last, `${String((hour + 1) % 24).padStart(2, '0')}${last.slice(2)}`];
}
