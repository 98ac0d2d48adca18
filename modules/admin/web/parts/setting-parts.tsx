import { Checkbox } from '#design/checkbox.tsx';
import { FieldFrame } from '#design/field-frame.tsx';
import { MultiSelect } from '#design/multi-select.tsx';
import { Select } from '#design/select.tsx';
import { TextArea } from '#design/text-area.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import { partsOf, type Shape } from '../../domain/setting-shape.ts';
import { words } from '../words.ts';
import { BoundedNumber } from './bounded-number.tsx';

interface PartProps {
  readonly id: string;
  readonly label: string;
  readonly shape: Shape;
  readonly value: unknown;
  /** What a part or a choice is called. */
  readonly nameOf: (name: string) => string;
  /** A choice may be left out. */
  readonly mayLack?: boolean;
  readonly onChange: (value: unknown) => void;
}

/** Fields for a value of this shape: its parts one below the other, each under what it is called. */
export function SettingParts(props: PartProps) {
  const { id, shape, nameOf, onChange } = props;
  const parts = partsOf(shape);
  if (!parts) return <OnePart {...props} />;
  const held = Object(props.value) as Record<string, unknown>;
  return parts.map((part) => (
    <SettingParts
      key={part.name}
      id={`${id}.${part.name}`}
      label={nameOf(part.name)}
      shape={part.shape}
      value={held[part.name]}
      nameOf={nameOf}
      mayLack={part.mayLack}
      onChange={(next) => {
        const { [part.name]: _, ...others } = held;
        onChange(next === undefined ? others : { ...others, [part.name]: next });
      }}
    />
  ));
}

function OnePart({ id, label, shape, value, nameOf, mayLack = false, onChange }: PartProps) {
  const t = useWords(words);
  const choices = (names: readonly string[]) => names.map((name) => ({ value: name, label: nameOf(name) }));
  if (shape.type === 'boolean') {
    return (
      <div className="gj-field">
        <Checkbox id={id} value={value === true} onChange={(next) => onChange(next ?? false)}>
          {label}
        </Checkbox>
      </div>
    );
  }
  const items = shape.items?.enum;
  return (
    <FieldFrame id={id} label={label} hint={shape.type === 'array' && !items ? t('console.lines') : undefined}>
      {shape.enum ? (
        <Select
          id={id}
          value={typeof value === 'string' ? value : ''}
          choices={[...(mayLack ? [{ value: '', label: t('console.unset') }] : []), ...choices(shape.enum)]}
          onChange={(next) => onChange(next === '' ? undefined : next)}
        />
      ) : items ? (
        <MultiSelect
          id={id}
          value={Array.isArray(value) ? value.map(String) : []}
          choices={choices(items)}
          onChange={(next) => onChange(next ?? [])}
        />
      ) : shape.type === 'array' ? (
        <TextArea
          id={id}
          rows={6}
          value={Array.isArray(value) ? value.join('\n') : ''}
          onChange={(next) => onChange((next ?? '').split('\n'))}
        />
      ) : (
        <BoundedNumber id={id} shape={shape} value={value} onChange={onChange} />
      )}
    </FieldFrame>
  );
}
