import type { Control } from '#design/control.ts';
import { NumberInput } from '#design/number-input.tsx';
import type { CellField } from '../../../contract/form-design.ts';
import { currencies } from '../../../contract/form-design.ts';
import { Capitals } from './capitals.tsx';

/** An amount: typed in yuan, kept in fen. */
export function MoneyControl({
  field,
  value,
  onChange,
  ...control
}: Omit<Control<number>, 'onChange'> & {
  field: Extract<CellField, { kind: 'money' }>;
  onChange: (value: unknown) => void;
}) {
  const digits = currencies[field.currency];
  const scale = 10 ** digits;
  return (
    <>
      <NumberInput
        {...control}
        value={value === undefined ? undefined : value / scale}
        onChange={(next) => onChange(next === undefined ? undefined : Math.round(next * scale))}
        decimals={digits}
        unit={field.currency === 'CNY' ? '¥' : field.currency}
      />
      {field.capitals && field.currency === 'CNY' ? <Capitals minor={value} /> : null}
    </>
  );
}
