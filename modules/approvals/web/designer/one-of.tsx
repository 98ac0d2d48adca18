import { Select } from '#design/select.tsx';
import { Labelled } from '../parts/labelled.tsx';
import { useSheet } from './sheet-context.ts';

/** One of a few, each said by the word `<word>.<value>`. */
export function OneOf<V extends string>(props: {
  label: string;
  value: V;
  of: readonly V[];
  word: string;
  hint?: string;
  onChange: (value: V) => void;
}) {
  const { speech } = useSheet();
  return (
    <Labelled label={props.label} {...(props.hint === undefined ? {} : { hint: props.hint })}>
      {(named) => (
        <Select<V>
          {...named}
          value={props.value}
          choices={props.of.map((value) => ({ value, label: speech.say(`${props.word}.${value}`) }))}
          onChange={(value) => value !== undefined && props.onChange(value)}
        />
      )}
    </Labelled>
  );
}
