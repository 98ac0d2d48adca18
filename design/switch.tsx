import { Switch as AntSwitch } from 'antd';
import { type Control, controlAttributes } from './control.ts';

/** On or off, in force at once. Inside a form that is sent later, use `Checkbox`. */
export function Switch(props: Control<boolean> & { label: string; busy?: boolean }) {
  return (
    <AntSwitch
      {...controlAttributes(props)}
      aria-label={props.label}
      checked={props.value ?? false}
      loading={props.busy ?? false}
      onChange={(value) => props.onChange?.(value)}
    />
  );
}
