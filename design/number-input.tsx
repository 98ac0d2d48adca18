import { InputNumber } from 'antd';
import { type Control, controlAttributes } from './control.ts';

/** A number with its unit. For money give `decimals` 2 and turn yuan into cents at the edge of the form. */
export function NumberInput(
  props: Control<number> & { least?: number; most?: number; decimals?: number; unit?: string },
) {
  return (
    <InputNumber<number>
      {...controlAttributes(props)}
      className="gj-number"
      value={props.value ?? null}
      {...(props.least === undefined ? {} : { min: props.least })}
      {...(props.most === undefined ? {} : { max: props.most })}
      precision={props.decimals ?? 0}
      controls={false}
      inputMode={props.decimals ? 'decimal' : 'numeric'}
      suffix={props.unit}
      status={props.invalid ? 'error' : ''}
      onChange={(value) => props.onChange?.(value ?? undefined)}
      onBlur={() => props.onBlur?.()}
    />
  );
}
