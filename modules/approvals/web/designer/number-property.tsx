import { NumberInput } from '#design/number-input.tsx';
import { Labelled } from '../parts/labelled.tsx';
import { useFormKnows } from './form-context.ts';

/** A number of a field's properties. Without `must` it may be left empty. */
export function NumberProperty(props: {
  label: string;
  value: number | undefined;
  least?: number;
  most?: number;
  decimals?: number;
  unit?: string;
  must?: boolean;
  onChange: (value: number | undefined) => void;
}) {
  const { endStep } = useFormKnows();
  const { label, must = false, onChange, ...given } = props;
  return (
    <Labelled label={label} required={must}>
      {(named) => (
        <NumberInput
          {...named}
          {...given}
          onBlur={endStep}
          onChange={(next) => (next !== undefined || !must) && onChange(next)}
        />
      )}
    </Labelled>
  );
}
