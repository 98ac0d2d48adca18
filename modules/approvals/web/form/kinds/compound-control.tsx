import type { ReactNode } from 'react';
import { DatePicker } from '#design/date-picker.tsx';
import { Input } from '#design/input.tsx';
import { NumberInput } from '#design/number-input.tsx';
import { RadioGroup } from '#design/radio-group.tsx';
import { Select } from '#design/select.tsx';
import { TimeInput } from '#design/time-input.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import { Part } from '#kernel/web/shell/part.tsx';
import { personPicker } from '#modules/directory/contract/parts.ts';
import { fileInput } from '#modules/files/contract/parts.ts';
import { bothLanguages, currencies } from '../../../contract/form-design.ts';
import { invoiceKinds, transports } from '../../../contract/form-values.ts';
import { useSpoken } from '../../use-spoken.ts';
import { words } from '../../words.ts';
import type { CellControlProps } from '../cell-control.tsx';
import { compoundPart } from '../compound-part.ts';
import { LocationControl } from './location-control.tsx';

type Parts = Readonly<Record<string, unknown>>;

/** A field of several parts, each with a label of its own. */
export function CompoundControl({ field, value, onChange, ...control }: CellControlProps) {
  const t = useWords(words);
  const spoken = useSpoken();
  const parts = (value ?? {}) as Parts;
  const set = (change: Parts) => onChange(compoundPart(parts, change));
  const { id = field.name, invalid = false, describedBy, onBlur, disabled = false } = control;
  /** The attributes of the control of one part. Only the first is marked as wrong, so that the focus goes there. */
  const of = (name: string, isFirst = false) => ({
    id: isFirst ? id : `${id}-${name}`,
    disabled,
    invalid: isFirst && invalid,
    describedBy,
    onBlur: onBlur ?? (() => undefined),
  });
  const textOf = (name: string) => parts[name] as string | undefined;
  const line = (name: string, label: string, isFirst = false) => (
    <Labelled key={name} id={of(name, isFirst).id} label={label}>
      <Input {...of(name, isFirst)} value={textOf(name)} onChange={(next) => set({ [name]: next })} />
    </Labelled>
  );
  const day = (name: string, label: string, isFirst = false, unit: 'day' | 'minute' = 'day') => (
    <Labelled key={name} id={of(name, isFirst).id} label={label}>
      <DatePicker {...of(name, isFirst)} unit={unit} value={textOf(name)} onChange={(next) => set({ [name]: next })} />
    </Labelled>
  );
  const clock = (name: string, label: string) => (
    <Labelled key={name} id={of(name).id} label={label}>
      <TimeInput {...of(name)} value={textOf(name)} onChange={(next) => set({ [name]: next })} />
    </Labelled>
  );
  const choice = (
    name: string,
    label: string,
    choices: readonly { value: string; label: string }[],
    isFirst = false,
  ) => (
    <Labelled key={name} id={of(name, isFirst).id} label={label}>
      <Select
        {...of(name, isFirst)}
        value={textOf(name)}
        choices={choices}
        onChange={(next) => set({ [name]: next })}
      />
    </Labelled>
  );
  const amount = (name: string, label: string, scale: number) => (
    <Labelled key={name} id={of(name).id} label={label}>
      <NumberInput
        {...of(name)}
        decimals={scale === 1 ? 0 : 2}
        value={parts[name] === undefined ? undefined : Number(parts[name]) / scale}
        onChange={(next) => set({ [name]: next === undefined ? undefined : Math.round(next * scale) })}
      />
    </Labelled>
  );
  const halfDay = (name: 'from' | 'to', label: string, halves: boolean, isFirst = false) => {
    const given = parts[name] as { date?: string; half?: string } | undefined;
    const usual = name === 'from' ? 'morning' : 'afternoon';
    return (
      <Labelled key={name} id={of(name, isFirst).id} label={label}>
        <span className="approvals-half-day">
          <DatePicker
            {...of(name, isFirst)}
            value={given?.date}
            onChange={(date) =>
              set({ [name]: date === undefined ? undefined : { date, ...(halves && { half: given?.half ?? usual }) } })
            }
          />
          {halves ? (
            <RadioGroup
              label={label}
              value={given?.half}
              disabled={disabled || given?.date === undefined}
              choices={(['morning', 'afternoon'] as const).map((one) => ({ value: one, label: t(`half.${one}`) }))}
              onChange={(half) => set({ [name]: { ...given, half } })}
            />
          ) : null}
        </span>
      </Labelled>
    );
  };
  const span = (halves: boolean, isFirst = false) => [
    halfDay('from', t('form.part.from'), halves, isFirst),
    halfDay('to', t('form.part.to'), halves),
  ];
  const optionsOf = (options: readonly { id: string; words: { zh: string; en?: string | undefined } }[]) =>
    options.map((one) => ({ value: one.id, label: spoken(bothLanguages(one.words)) }));

  const drawn = (): ReactNode => {
    switch (field.kind) {
      case 'dateRange':
        return span(field.halfDays, true);
      case 'leave':
        return [choice('kind', t('form.part.leaveKind'), optionsOf(field.options), true), ...span(true)];
      case 'trip':
        return [
          ...span(true, true),
          <Labelled key="places" id={of('places').id} label={t('form.part.places')}>
            <Input
              {...of('places')}
              placeholder={t('form.part.places.hint')}
              value={Array.isArray(parts.places) ? parts.places.join('、') : ''}
              onChange={(next) => set({ places: next?.split(/[、,，;；]/).map((one) => one.trimStart()) })}
              onBlur={() => {
                const places = (parts.places as string[] | undefined)?.map((one) => one.trim()).filter(Boolean);
                set({ places });
                onBlur?.();
              }}
            />
          </Labelled>,
          choice(
            'transport',
            t('form.part.transport'),
            transports.map((one) => ({ value: one, label: t(`form.transport.${one}`) })),
          ),
          <Labelled key="companions" id={of('companions').id} label={t('form.part.companions')}>
            <Part
              of={personPicker}
              {...of('companions')}
              value={(parts.companions as string[] | undefined) ?? []}
              onChange={(next) => set({ companions: next })}
            />
          </Labelled>,
        ];
      case 'outing':
        return [
          day('from', t('form.part.from'), true, 'minute'),
          day('to', t('form.part.to'), false, 'minute'),
          line('place', t('form.part.place')),
        ];
      case 'overtime':
        return [
          day('date', t('form.part.date'), true),
          clock('from', t('form.part.from')),
          clock('to', t('form.part.to')),
          choice(
            'compensation',
            t('form.part.compensation'),
            (['pay', 'timeOff'] as const).map((one) => ({ value: one, label: t(`form.compensation.${one}`) })),
          ),
        ];
      case 'punchCorrection':
        return [
          day('date', t('form.part.date'), true),
          clock('time', t('form.part.time')),
          choice(
            'direction',
            t('form.part.direction'),
            (['in', 'out'] as const).map((one) => ({ value: one, label: t(`form.direction.${one}`) })),
          ),
        ];
      case 'address':
        return [
          line('province', t('form.part.province'), true),
          line('city', t('form.part.city')),
          line('district', t('form.part.district')),
          line('detail', t('form.part.detail')),
        ];
      case 'location':
        return <LocationControl {...of('place', true)} value={parts} onChange={onChange} />;
      case 'invoice': {
        const scale = 10 ** currencies[field.currency];
        return [
          choice(
            'kind',
            t('form.part.invoiceKind'),
            invoiceKinds.map((one) => ({ value: one, label: t(`form.invoice.${one}`) })),
            true,
          ),
          line('number', t('form.part.number')),
          day('date', t('form.part.date')),
          amount('amount', t('form.part.amount'), scale),
          amount('tax', t('form.part.tax'), scale),
          line('seller', t('form.part.seller')),
          <Labelled key="file" id={of('file').id} label={t('form.part.file')}>
            <Part
              of={fileInput}
              {...of('file')}
              most={1}
              value={parts.file === undefined ? [] : [String(parts.file)]}
              onChange={(next) => set({ file: next?.[0] })}
            />
          </Labelled>,
        ];
      }
      case 'seal':
        return [
          choice('seal', t('form.part.seal'), optionsOf(field.options), true),
          amount('copies', t('form.part.copies'), 1),
          line('document', t('form.part.document')),
        ];
      default:
        return null;
    }
  };
  return <div className="approvals-parts">{drawn()}</div>;
}

function Labelled({ id, label, children }: { id: string; label: string; children: ReactNode }) {
  return (
    <div className="approvals-part">
      <label htmlFor={id} className="gj-second">
        {label}
      </label>
      {children}
    </div>
  );
}
