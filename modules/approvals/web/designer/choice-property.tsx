import { Select } from '#design/select.tsx';
import { Labelled } from '../parts/labelled.tsx';

/** One of a few, each in the words that `say` gives it. */
export function ChoiceProperty<V extends string>(props: {
  label: string;
  value: V;
  of: readonly V[];
  say: (value: V) => string;
  onChange: (value: V) => void;
}) {
  return (
    <Labelled label={props.label}>
      {(named) => (
        <Select<V>
          {...named}
          value={props.value}
          choices={props.of.map((value) => ({ value, label: props.say(value) }))}
          onChange={(value) => value !== undefined && props.onChange(value)}
        />
      )}
    </Labelled>
  );
}
