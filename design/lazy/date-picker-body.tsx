import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { controlAttributes } from '../control.ts';
import type { DatePickerProps } from '../date-picker.tsx';
import { useIsPhone } from '../use-is-phone.ts';
import 'dayjs/locale/zh-cn';

/** The picker itself: the system's own on phones, Ant Design's elsewhere. */
export function DatePickerBody(props: DatePickerProps) {
  const phone = useIsPhone();
  const minute = props.unit === 'minute';
  if (phone) {
    return (
      <input
        {...controlAttributes(props)}
        className="gj-native-date"
        type={minute ? 'datetime-local' : 'date'}
        value={props.value ?? ''}
        min={props.least}
        max={props.most}
        onChange={(event) => props.onChange?.(event.target.value || undefined)}
        onBlur={props.onBlur}
      />
    );
  }
  const format = minute ? 'YYYY-MM-DD[T]HH:mm' : 'YYYY-MM-DD';
  return (
    <DatePicker
      {...controlAttributes(props)}
      className="gj-date"
      value={props.value ? dayjs(props.value) : null}
      format={minute ? 'YYYY-MM-DD HH:mm' : 'YYYY-MM-DD'}
      showTime={minute ? { format: 'HH:mm', minuteStep: 5 } : false}
      {...(props.least ? { minDate: dayjs(props.least) } : {})}
      {...(props.most ? { maxDate: dayjs(props.most) } : {})}
      placeholder={props.placeholder ?? ''}
      status={props.invalid ? 'error' : ''}
      onChange={(value) => props.onChange?.(value?.isValid() ? value.format(format) : undefined)}
      onBlur={() => props.onBlur?.()}
    />
  );
}
