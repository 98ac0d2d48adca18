import { useId } from 'react';
import { type Control, controlAttributes } from './control.ts';
import type { Choice } from './select.tsx';

/** One of a few, all visible: native radios drawn as one strip of buttons. */
export function RadioGroup<V extends string>(props: Control<V> & { label?: string; choices: readonly Choice<V>[] }) {
  const group = useId();
  const { id, disabled, ...described } = controlAttributes(props);
  return (
    <fieldset className="gj-radios" id={id} disabled={disabled} {...described} aria-label={props.label}>
      {props.choices.map((choice) => (
        <label key={choice.value} className="gj-radio">
          <input
            type="radio"
            name={group}
            value={choice.value}
            checked={props.value === choice.value}
            disabled={choice.disabled ?? false}
            onChange={() => props.onChange?.(choice.value)}
            onBlur={props.onBlur}
          />
          <span>{choice.label}</span>
        </label>
      ))}
    </fieldset>
  );
}
