import { Select } from 'antd';
import { type Control, controlAttributes } from './control.ts';
import type { Choice } from './select.tsx';

/** Several of many, shown as tags. `onSearch` when the choices come from the server while one types. */
export function MultiSelect<V extends string>(
  props: Control<readonly V[]> & {
    choices: readonly Choice<V>[];
    placeholder?: string;
    onSearch?: (typed: string) => void;
  },
) {
  return (
    <Select<V[], Choice<V>>
      {...controlAttributes(props)}
      className="gj-select"
      mode="multiple"
      value={[...(props.value ?? [])]}
      options={[...props.choices]}
      placeholder={props.placeholder}
      showSearch={
        props.onSearch
          ? { onSearch: props.onSearch, filterOption: false }
          : {
              filterOption: (typed, choice) =>
                `${choice?.label} ${choice?.search ?? ''}`.toLowerCase().includes(typed.trim().toLowerCase()),
            }
      }
      status={props.invalid ? 'error' : ''}
      onChange={(value) => props.onChange?.(value)}
      onBlur={() => props.onBlur?.()}
    />
  );
}
