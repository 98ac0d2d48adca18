import { lazy, Suspense } from 'react';
import type { Control } from '#design/control.ts';
import { DatePicker } from '#design/date-picker.tsx';
import { Input } from '#design/input.tsx';
import { MultiSelect } from '#design/multi-select.tsx';
import { NumberInput } from '#design/number-input.tsx';
import { RadioGroup } from '#design/radio-group.tsx';
import { Select } from '#design/select.tsx';
import { Skeleton } from '#design/skeleton.tsx';
import { TextArea } from '#design/text-area.tsx';
import { TimeInput } from '#design/time-input.tsx';
import { Part } from '#kernel/web/shell/part.tsx';
import { departmentPicker, personPicker } from '#modules/directory/contract/parts.ts';
import { fileInput } from '#modules/files/contract/parts.ts';
import { bothLanguages, type CellField } from '../../contract/form-design.ts';
import { useSpoken } from '../use-spoken.ts';
import { MoneyControl } from './kinds/money-control.tsx';

/** The value that a control is given, as the control types it; what was typed wrong comes back as it was. */
type Given = Omit<Control<never>, 'value' | 'onChange'> & {
  readonly label: string;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
};
export type CellControlProps = Given & { readonly field: CellField };

const CompoundControl = lazy(async () => ({
  default: (await import('./kinds/compound-control.tsx')).CompoundControl,
}));
const SignaturePad = lazy(async () => ({ default: (await import('./kinds/signature-pad.tsx')).SignaturePad }));
const RelatedApprovals = lazy(async () => ({
  default: (await import('./kinds/related-approvals.tsx')).RelatedApprovals,
}));

/** The control of one field or cell, by its kind. */
export function CellControl({ field, label, value, onChange, ...control }: CellControlProps) {
  const spoken = useSpoken();
  const text = { ...control, value: value as string | undefined, onChange };
  const ids = { ...control, value: listOf(value), onChange };
  switch (field.kind) {
    case 'text':
      return <Input {...text} />;
    case 'longText':
      return <TextArea {...text} rows={3} most={field.most} />;
    case 'phone':
      return <Input {...text} type="tel" />;
    case 'idNumber':
    case 'bankAccount':
      return <Input {...text} />;
    case 'number':
      return (
        <NumberInput
          {...control}
          value={value as number | undefined}
          onChange={onChange}
          decimals={field.decimals}
          {...(field.unit ? { unit: spoken(bothLanguages(field.unit)) } : {})}
        />
      );
    case 'money':
      return <MoneyControl {...control} field={field} value={value as number | undefined} onChange={onChange} />;
    case 'date':
      return <DatePicker {...text} />;
    case 'time':
      return <TimeInput {...text} />;
    case 'choice':
    case 'costCentre':
    case 'budgetLine':
    case 'project': {
      const choices = field.options.map((one) => ({ value: one.id, label: spoken(bothLanguages(one.words)) }));
      if (field.kind === 'choice' && field.multiple) return <MultiSelect {...ids} choices={choices} />;
      if (choices.length === 0) return <Input {...text} most={60} />;
      const isFew = choices.length <= 4 && choices.reduce((sum, one) => sum + one.label.length, 0) <= 24;
      return isFew && field.kind === 'choice' ? (
        <RadioGroup {...text} label={label} choices={choices} />
      ) : (
        <Select {...text} choices={choices} searchable={choices.length > 8} />
      );
    }
    case 'person':
    case 'department': {
      const several = {
        ...control,
        value: listOf(field.multiple ? value : value === undefined ? [] : [value]),
        most: field.multiple ? field.atMost : 1,
        onChange: (next: string[] | undefined) => onChange(field.multiple ? next : next?.[0]),
      };
      return field.kind === 'person' ? (
        <Part of={personPicker} {...several} />
      ) : (
        <Part of={departmentPicker} {...several} />
      );
    }
    case 'file':
    case 'image':
      return <Part of={fileInput} {...ids} most={field.atMost} images={field.kind === 'image'} />;
    case 'rating':
      return (
        <RadioGroup
          {...control}
          label={label}
          value={value === undefined ? undefined : String(value)}
          onChange={(next) => onChange(next === undefined ? undefined : Number(next))}
          choices={Array.from({ length: field.highest }, (_, at) => ({ value: String(at + 1), label: String(at + 1) }))}
        />
      );
    case 'relatedApproval':
      return (
        <Suspense fallback={<Skeleton shape="control" />}>
          <RelatedApprovals {...ids} kinds={field.kinds} most={field.atMost} />
        </Suspense>
      );
    case 'signature':
      return (
        <Suspense fallback={<Skeleton shape="control" />}>
          <SignaturePad {...control} label={label} value={value} onChange={onChange} />
        </Suspense>
      );
    case 'formula':
      return null;
    default:
      return (
        <Suspense fallback={<Skeleton shape="control" />}>
          <CompoundControl {...control} field={field} label={label} value={value} onChange={onChange} />
        </Suspense>
      );
  }
}

const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/** Kinds that are made of several controls: their label stands over all of them. */
export const isGroup = (field: CellField): boolean =>
  ['dateRange', 'address', 'location', 'leave', 'trip', 'outing', 'overtime', 'punchCorrection'].includes(field.kind) ||
  ['invoice', 'seal', 'signature', 'file', 'image', 'rating'].includes(field.kind);
