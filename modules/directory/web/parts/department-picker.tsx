import { MultiSelect } from '#design/multi-select.tsx';
import type { PropsOf } from '#kernel/contract/part.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { departmentPicker } from '../../contract/parts.ts';
import { words } from '../words.ts';
import { useDepartmentChoices } from './use-department-choices.ts';

/** Departments with their paths. `most` 1: choosing another replaces the one before. */
export function DepartmentPicker({ most, without, placeholder, ...control }: PropsOf<typeof departmentPicker>) {
  const t = useWords(words);
  const { choices, from } = useDepartmentChoices();
  return (
    <MultiSelect
      {...control}
      single={most === 1}
      from={from}
      placeholder={placeholder ?? t('department.find')}
      choices={choices.filter((choice) => !without?.includes(choice.value))}
      onChange={(next) => control.onChange?.((next ?? []).slice(most === undefined ? 0 : -most))}
    />
  );
}
