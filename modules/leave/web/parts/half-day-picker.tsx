import type { Control } from '#design/control.ts';
import { DatePicker } from '#design/date-picker.tsx';
import { RadioGroup } from '#design/radio-group.tsx';
import { useWords } from '#kernel/web/use-words.ts';
import type { HalfDayShape } from '#modules/worktime/contract/reckonings.ts';
import { words } from '../words.ts';

/** A date and which half of it. Without a half chosen before, a date begins with `half`. */
export function HalfDayPicker(
  props: Control<HalfDayShape> & { half: HalfDayShape['half']; label: string; least?: string },
) {
  const t = useWords(words);
  const { value, onChange, half, label, least, ...control } = props;
  return (
    <div className="leave-half-day">
      <DatePicker
        {...control}
        value={value?.date}
        {...(least !== undefined && { least })}
        onChange={(date) => onChange?.(date === undefined ? undefined : { date, half: value?.half ?? half })}
      />
      <RadioGroup
        label={t('half.of', { label })}
        value={value?.half ?? half}
        disabled={value === undefined}
        onChange={(chosen) => value && onChange?.({ date: value.date, half: chosen ?? half })}
        choices={(['morning', 'afternoon'] as const).map((one) => ({ value: one, label: t(`half.${one}`) }))}
      />
    </div>
  );
}
