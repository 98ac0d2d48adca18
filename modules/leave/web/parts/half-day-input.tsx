import type { Control } from '#design/control.ts';
import { DatePicker } from '#design/date-picker.tsx';
import { RadioGroup } from '#design/radio-group.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { HalfDayShape } from '#modules/worktime/contract/reckonings.ts';
import { words } from '../words.ts';

/** A day and which half of it. `usual` is the half that a day begins with when it is chosen first. */
export function HalfDayInput(
  props: Control<HalfDayShape> & { label: string; usual: HalfDayShape['half']; least?: string },
) {
  const t = useWords(words);
  const { value, onChange, usual, label, ...control } = props;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only hinders Enter, which chooses a day here, from sending the form
    <div
      className="leave-half-day"
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.preventDefault();
      }}
    >
      <DatePicker
        {...control}
        value={value?.date}
        onChange={(date) => onChange?.(date === undefined ? undefined : { date, half: value?.half ?? usual })}
      />
      <RadioGroup
        label={t('half.of', { label })}
        value={value?.half ?? usual}
        disabled={value === undefined}
        onChange={(half) => value && half && onChange?.({ ...value, half })}
        choices={[
          { value: 'morning', label: t('half.morning') },
          { value: 'afternoon', label: t('half.afternoon') },
        ]}
      />
    </div>
  );
}
