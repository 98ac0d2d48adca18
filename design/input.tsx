// Straight from its file: the package's Input brings search, one-time codes and more along with it.
import AntInput from 'antd/es/input/Input';
import { type Control, controlAttributes } from './control.ts';
import { Icon, type IconName } from './icon.tsx';

/** One line of text. `autoComplete` tells the browser what it is, so that it can fill it in. */
export function Input(
  props: Control<string> & {
    placeholder?: string;
    icon?: IconName;
    type?: 'text' | 'email' | 'tel' | 'url';
    autoComplete?: string;
    autoFocus?: boolean;
    most?: number;
  },
) {
  return (
    <AntInput
      {...controlAttributes(props)}
      type={props.type ?? 'text'}
      value={props.value ?? ''}
      placeholder={props.placeholder}
      autoComplete={props.autoComplete ?? 'off'}
      autoFocus={props.autoFocus ?? false}
      maxLength={props.most}
      status={props.invalid ? 'error' : ''}
      prefix={props.icon ? <Icon name={props.icon} size={16} /> : undefined}
      onChange={(event) => props.onChange?.(event.target.value)}
      onBlur={props.onBlur}
    />
  );
}
