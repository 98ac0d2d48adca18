import { Tag } from '#design/tag.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { formatDay } from '#kernel/web/language/format.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { Part } from '#kernel/web/shell/part.tsx';
import { readDepartment } from '#modules/directory/contract/departments.ts';
import { namePeople } from '#modules/directory/contract/people.ts';
import { fileList } from '#modules/files/contract/parts.ts';
import { bothLanguages, type CellField, type DesignWords } from '../../contract/form-design.ts';
import type { CompoundValue } from '../../contract/form-values.ts';
import { useSpoken } from '../use-spoken.ts';
import { words } from '../words.ts';
import { Capitals } from './kinds/capitals.tsx';
import { DrawnSignature } from './kinds/drawn-signature.tsx';

/** What stands in a field or cell of a designed form, to be read. A masked value is a text already. */
export function DesignedValue(props: { field: CellField; value: unknown; masked?: boolean; onPaper?: boolean }) {
  const t = useWords(words);
  const spoken = useSpoken();
  const format = useFormat();
  const language = useLanguage();
  const { field, value, onPaper = false } = props;
  if (value === undefined || value === null || value === '') {
    return <span className="gj-faint">{t('field.empty')}</span>;
  }
  if (props.masked) return String(value);
  const day = (date: string) => (onPaper ? formatDay(date, language, 0) : format.day(date));
  const half = (given: { date: string; half?: 'morning' | 'afternoon' | undefined }) =>
    given.half ? t('halfDay', { day: day(given.date), half: t(`half.${given.half}`) }) : day(given.date);
  const span = (from: Parameters<typeof half>[0], to: Parameters<typeof half>[0]) =>
    t('form.span', { from: half(from), to: half(to) });
  const optionWords = (options: readonly { id: string; words: DesignWords }[], id: unknown) => {
    const found = options.find((one) => one.id === id);
    return found ? spoken(bothLanguages(found.words)) : String(id);
  };
  const joined = (texts: readonly unknown[]) => texts.filter(Boolean).join(' · ');
  switch (field.kind) {
    case 'number':
      return `${format.number(Number(value))}${field.unit ? ` ${spoken(bothLanguages(field.unit))}` : ''}`;
    case 'money':
    case 'formula':
      if (field.kind === 'formula' && field.gives === 'text') return String(value);
      if (field.kind === 'formula' && field.gives === 'number') return format.number(Number(value));
      return (
        <span className="approvals-amount">
          {format.amount(Number(value), field.currency)}
          {field.capitals && field.currency === 'CNY' ? <Capitals minor={Number(value)} /> : null}
        </span>
      );
    case 'date':
      return day(String(value));
    case 'longText':
      return <span className="approvals-prose">{String(value)}</span>;
    case 'choice':
      return [value]
        .flat()
        .map((id) => optionWords(field.options, id))
        .join(language === 'zh' ? '、' : ', ');
    case 'costCentre':
    case 'budgetLine':
    case 'project':
      return optionWords(field.options, value);
    case 'person':
      return <PeopleNames ids={[value].flat().map(String)} />;
    case 'department':
      return <DepartmentNames ids={[value].flat().map(String)} />;
    case 'file':
    case 'image':
      return <Part of={fileList} fileIds={value as string[]} label={spoken(bothLanguages(field.label))} />;
    case 'dateRange': {
      const { from, to } = value as CompoundValue<'dateRange'>;
      return span(from, to);
    }
    case 'leave': {
      const { kind, from, to } = value as CompoundValue<'leave'>;
      return joined([optionWords(field.options, kind), span(from, to)]);
    }
    case 'trip': {
      const { from, to, places, transport, companions } = value as CompoundValue<'trip'>;
      const route = places.join(' – ');
      return (
        <>
          {joined([span(from, to), route, t(`form.transport.${transport}`)])}
          {companions?.length ? (
            <span>
              {' · '}
              <PeopleNames ids={companions} />
            </span>
          ) : null}
        </>
      );
    }
    case 'outing': {
      const { from, to, place } = value as CompoundValue<'outing'>;
      return joined([t('form.span', { from: from.replace('T', ' '), to: to.replace('T', ' ') }), place]);
    }
    case 'overtime': {
      const { date, from, to, compensation } = value as CompoundValue<'overtime'>;
      return joined([day(date), t('form.span', { from, to }), t(`form.compensation.${compensation}`)]);
    }
    case 'punchCorrection': {
      const { date, time, direction } = value as CompoundValue<'punchCorrection'>;
      return joined([day(date), time, t(`form.direction.${direction}`)]);
    }
    case 'address': {
      const { province, city, district, detail } = value as CompoundValue<'address'>;
      return [province, city, district, detail].filter(Boolean).join(language === 'zh' ? '' : ', ');
    }
    case 'location': {
      const { latitude, longitude, place } = value as CompoundValue<'location'>;
      return joined([place, `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`]);
    }
    case 'invoice': {
      const invoice = value as CompoundValue<'invoice'>;
      return (
        <span className="approvals-line">
          <span>
            {joined([
              t(`form.invoice.${invoice.kind}`),
              invoice.number,
              day(invoice.date),
              format.amount(invoice.amount, field.currency),
              invoice.seller,
            ])}
          </span>
          {invoice.kind === 'fixedAmount' ? <Tag tone="warn">{t('form.invoice.flagged')}</Tag> : null}
          {invoice.file ? <Part of={fileList} fileIds={[invoice.file]} /> : null}
        </span>
      );
    }
    case 'seal': {
      const { seal, copies, document } = value as CompoundValue<'seal'>;
      return joined([optionWords(field.options, seal), t('form.copies', { count: copies }), document]);
    }
    case 'rating':
      return t('form.rating', { given: Number(value), highest: field.highest });
    case 'relatedApproval':
      return (
        <span className="approvals-line">
          {(value as string[]).map((id, at) => (
            <a key={id} href={`/requests/${id}`}>
              {t('form.related.link', { at: at + 1 })}
            </a>
          ))}
        </span>
      );
    case 'signature':
      return (
        <span className="approvals-signature">
          <DrawnSignature strokes={(value as CompoundValue<'signature'>).strokes} />
          <span className="gj-second">{t('form.signature.decoration')}</span>
        </span>
      );
    default:
      return typeof value === 'object' ? null : String(value);
  }
}

function PeopleNames({ ids }: { ids: readonly string[] }) {
  const t = useWords(words);
  const language = useLanguage();
  const { data } = useRead(namePeople, { personIds: [...ids] });
  const nameOf = new Map(data?.rows.map((person) => [person.id, person.name]));
  return ids.map((id) => nameOf.get(id) ?? t('someone')).join(language === 'zh' ? '、' : ', ');
}

function DepartmentNames({ ids }: { ids: readonly string[] }) {
  return (
    <span className="approvals-line">
      {ids.map((id) => (
        <DepartmentName key={id} departmentId={id} />
      ))}
    </span>
  );
}

function DepartmentName({ departmentId }: { departmentId: string }) {
  const t = useWords(words);
  const { data, failure } = useRead(readDepartment, { departmentId });
  if (failure) return <span>{t('form.department.unknown')}</span>;
  return <span>{data ? [...data.path.map((one) => one.name), data.name].join(' / ') : '…'}</span>;
}
