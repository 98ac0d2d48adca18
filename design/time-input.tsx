import { type Control, controlAttributes } from './control.ts';

/** A time of day, `09:30`, by the system's own control. */
export function TimeInput(props: Control<string>) {
  return (
    <input
      {...controlAttributes(props)}
      className="gj-native-date"
      type="time"
      value={props.value ?? ''}
      onChange={(event) => props.onChange?.(event.target.value || undefined)}
      onBlur={props.onBlur}
    />
  );
}
