import { memo, use } from 'react';
import { Icon, type IconName } from '#design/icon.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import { bothLanguages, type DesignField } from '../../contract/form-design.ts';
import { useSpoken } from '../use-spoken.ts';
import { words } from '../words.ts';
import { LabelsContext } from './labels-context.ts';

/**
 * How a field will look, drawn and not alive: hundreds of them stand on the canvas. The preview shows the real form.
 */
export const FieldLikeness = memo(function FieldLikeness({ field }: { field: DesignField }) {
  const t = useWords(words);
  const spoken = useSpoken();
  switch (field.kind) {
    case 'note':
    case 'table':
      return null;
    case 'longText':
      return <Box tall />;
    case 'number':
      return <Box after={field.unit && spoken(bothLanguages(field.unit))} />;
    case 'money':
      return (
        <>
          <Box after={field.currency === 'CNY' ? '¥' : field.currency} />
          {field.capitals && field.currency === 'CNY' ? (
            <span className="gj-second">{t('design.likeness.capitals')}</span>
          ) : null}
        </>
      );
    case 'choice': {
      const labels = field.options.map((option) => spoken(bothLanguages(option.words)));
      // As the form itself decides between buttons and a list (form/cell-control.tsx).
      const isFew = !field.multiple && labels.length <= 4 && labels.join('').length <= 24;
      return isFew ? <Strip labels={labels} /> : <Box icon="down" text={t('design.likeness.choose')} />;
    }
    case 'rating':
      return <Strip labels={Array.from({ length: field.highest }, (_, at) => String(at + 1))} />;
    case 'date':
    case 'dateRange':
      return field.kind === 'date' ? (
        <Box icon="calendar" />
      ) : (
        <Parts
          parts={[
            ['form.part.from', 'calendar'],
            ['form.part.to', 'calendar'],
          ]}
        />
      );
    case 'time':
      return <Box icon="clock" />;
    case 'person':
    case 'department':
      return <Box icon={field.kind === 'person' ? 'me' : 'building'} text={t('design.likeness.choose')} />;
    case 'costCentre':
    case 'budgetLine':
    case 'project':
      return field.options.length > 0 ? <Box icon="down" text={t('design.likeness.choose')} /> : <Box />;
    case 'relatedApproval':
      return <Box icon="link" text={t('design.likeness.choose')} />;
    case 'file':
    case 'image':
      return <Box dashed icon={field.kind === 'file' ? 'upload' : 'image'} text={t('design.likeness.upload')} />;
    case 'signature':
      return <Box dashed tall text={t('design.likeness.sign')} />;
    case 'formula':
      return <FormulaLikeness text={field.formula} />;
    case 'phone':
    case 'text':
    case 'idNumber':
    case 'bankAccount':
      return field.rules.compute === undefined ? <Box /> : <FormulaLikeness text={field.rules.compute} />;
    default:
      return <Parts parts={partsShown[field.kind]} />;
  }
});

type PartKey = Extract<
  Parameters<ReturnType<typeof useWords<NonNullable<(typeof words)['keys']>>>>[0],
  `form.part.${string}`
>;
type PartShown = readonly [word: PartKey, icon?: IconName];
type Compound =
  | 'address'
  | 'location'
  | 'leave'
  | 'trip'
  | 'outing'
  | 'overtime'
  | 'punchCorrection'
  | 'invoice'
  | 'seal';

const span: readonly PartShown[] = [
  ['form.part.from', 'calendar'],
  ['form.part.to', 'calendar'],
];
const partsShown: Readonly<Record<Compound, readonly PartShown[]>> = {
  address: [['form.part.province'], ['form.part.city'], ['form.part.district'], ['form.part.detail']],
  location: [['form.part.place', 'place']],
  leave: [['form.part.leaveKind', 'down'], ...span],
  trip: [...span, ['form.part.places'], ['form.part.transport', 'down'], ['form.part.companions', 'people']],
  outing: [...span, ['form.part.place']],
  overtime: [
    ['form.part.date', 'calendar'],
    ['form.part.from', 'clock'],
    ['form.part.to', 'clock'],
    ['form.part.compensation', 'down'],
  ],
  punchCorrection: [
    ['form.part.date', 'calendar'],
    ['form.part.time', 'clock'],
    ['form.part.direction', 'down'],
  ],
  invoice: [
    ['form.part.invoiceKind', 'down'],
    ['form.part.number'],
    ['form.part.date', 'calendar'],
    ['form.part.amount'],
    ['form.part.tax'],
    ['form.part.seller'],
    ['form.part.file', 'upload'],
  ],
  seal: [['form.part.seal', 'down'], ['form.part.copies'], ['form.part.document']],
};

function Parts({ parts }: { parts: readonly PartShown[] }) {
  const t = useWords(words);
  return (
    <span className="form-parts">
      {parts.map(([word, icon]) => (
        <span key={word}>
          <span className="gj-second">{t(word)}</span>
          <Box {...(icon ? { icon } : {})} />
        </span>
      ))}
    </span>
  );
}

function Box(props: { text?: string; icon?: IconName; after?: string | undefined; tall?: boolean; dashed?: boolean }) {
  return (
    <span className="form-box" data-tall={props.tall || undefined} data-dashed={props.dashed || undefined}>
      <span>{props.text}</span>
      {props.icon ? <Icon name={props.icon} size={16} /> : null}
      {props.after}
    </span>
  );
}

const Strip = ({ labels }: { labels: readonly string[] }) => (
  <span className="form-strip">
    {labels.map((label, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: words without any state; two may be the same
      <span key={at}>{label}</span>
    ))}
  </span>
);

/** What a formula counts, in words. */
function FormulaLikeness({ text }: { text: string }) {
  const told = use(LabelsContext);
  return <span className="form-told">= {told(text)}</span>;
}
