import { Select as AntSelect } from 'antd';
import type { ReactNode } from 'react';
import { type ChoicesFrom, ChoicesTold } from './choices-told.tsx';
import { type Control, controlAttributes } from './control.ts';

export interface Choice<V extends string = string> {
  readonly value: V;
  readonly label: ReactNode;
  /** What typing finds it by, beside its label: pinyin, account name. */
  readonly search?: string;
  readonly disabled?: boolean;
}

/** One of several. Few and short choices stand better open, as `RadioGroup`. */
export function Select<V extends string>(
  props: Control<V> & {
    choices: readonly Choice<V>[];
    placeholder?: string;
    searchable?: boolean;
    /** The reading that brings the choices: its list says when they are on their way or didn't come. */
    from?: ChoicesFrom;
  },
) {
  return (
    <AntSelect<V, Choice<V>>
      {...controlAttributes(props)}
      className="gj-select"
      {...(props.value === undefined ? {} : { value: props.value })}
      options={[...props.choices]}
      placeholder={props.placeholder}
      showSearch={props.searchable ? { filterOption: matches } : false}
      // What is chosen and not known yet is never shown as an id.
      labelRender={({ label }) => label ?? '…'}
      notFoundContent={<ChoicesTold from={props.from} none={undefined} />}
      onOpenChange={(open) => {
        if (open && props.from?.failure) props.from.readAgain();
      }}
      status={props.invalid ? 'error' : ''}
      onChange={(value) => props.onChange?.(value)}
      onBlur={() => props.onBlur?.()}
    />
  );
}

function matches(typed: string, choice?: Choice): boolean {
  const text = `${typeof choice?.label === 'string' ? choice.label : ''} ${choice?.search ?? ''}`;
  return text.toLowerCase().includes(typed.trim().toLowerCase());
}
