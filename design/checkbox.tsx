import { Checkbox as AntCheckbox } from 'antd';
import type { ReactNode } from 'react';
import { type Control, controlAttributes } from './control.ts';

/** A thing that is so or not, with its words beside it. */
export function Checkbox(props: Control<boolean> & { children: ReactNode }) {
  return (
    <AntCheckbox
      {...controlAttributes(props)}
      checked={props.value ?? false}
      onChange={(event) => props.onChange?.(event.target.checked)}
      onBlur={() => props.onBlur?.()}
    >
      {props.children}
    </AntCheckbox>
  );
}
