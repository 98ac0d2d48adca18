import TextAreaBase from 'antd/es/input/TextArea';
import { type Control, controlAttributes } from './control.ts';

/** Several lines of text; grows with what is typed, from `rows` to three times as many. */
export function TextArea(props: Control<string> & { placeholder?: string; rows?: number; most?: number }) {
  const rows = props.rows ?? 3;
  return (
    <TextAreaBase
      {...controlAttributes(props)}
      value={props.value ?? ''}
      placeholder={props.placeholder}
      maxLength={props.most}
      autoSize={{ minRows: rows, maxRows: rows * 3 }}
      status={props.invalid ? 'error' : ''}
      onChange={(event) => props.onChange?.(event.target.value)}
      onBlur={props.onBlur}
    />
  );
}
