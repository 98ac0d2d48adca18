import { Select } from 'antd';
import { useState } from 'react';
import { type ChoicesFrom, ChoicesTold } from './choices-told.tsx';
import { type Control, controlAttributes } from './control.ts';
import type { Choice } from './select.tsx';

/**
 * Several of many, shown as tags. `onSearch` when the choices come from the server while one types. `single`: one is enough,
 * so choosing it closes the list, which would lie over the fields below.
 */
export function MultiSelect<V extends string>(
  props: Control<readonly V[]> & {
    choices: readonly Choice<V>[];
    placeholder?: string;
    single?: boolean;
    onSearch?: (typed: string) => void;
    /** The reading that brings the choices: its list says when they are on their way or didn't come. */
    from?: ChoicesFrom;
    /** What the list says where there are no choices; empty: the list waits until something is typed. */
    none?: string;
  },
) {
  const [open, setOpen] = useState(false);
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
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        if (next && props.from?.failure) props.from.readAgain();
      }}
      // What is chosen and not known yet is never shown as an id.
      labelRender={({ label }) => label ?? '…'}
      notFoundContent={props.none === '' ? null : <ChoicesTold from={props.from} none={props.none} />}
      onChange={(value) => {
        props.onChange?.(value);
        if (props.single && value.length > 0) setOpen(false);
      }}
      onBlur={() => props.onBlur?.()}
    />
  );
}
