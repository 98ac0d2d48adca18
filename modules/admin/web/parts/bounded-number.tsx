import { NumberInput } from '#design/number-input.tsx';
import type { Shape } from '../../domain/setting-shape.ts';

/** A number within what its shape allows. */
export function BoundedNumber(props: {
  id: string;
  shape: Shape;
  value: unknown;
  onChange: (value: number | undefined) => void;
}) {
  const { minimum, maximum } = props.shape;
  return (
    <NumberInput
      id={props.id}
      value={typeof props.value === 'number' ? props.value : undefined}
      {...(minimum === undefined ? {} : { least: minimum })}
      {...(maximum === undefined ? {} : { most: maximum })}
      onChange={props.onChange}
    />
  );
}
