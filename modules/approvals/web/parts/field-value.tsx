import { Icon } from '#design/icon.tsx';
import type { Words } from '#kernel/contract/words.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { formatDay } from '#kernel/web/language/format.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { namePeople } from '#modules/directory/contract/people.ts';
import type { RequestView } from '../../contract/request.ts';
import { ShownDesignedField } from '../form/shown-designed-field.tsx';
import { useSpoken } from '../use-spoken.ts';
import { words } from '../words.ts';

/**
 * What stands in one field of a form, by its type; of a hidden one, that it is hidden and from whom it isn't.
 * `onPaper`: days with their year, since paper is read in other years too.
 */
export function FieldValue({
  field,
  onPaper = false,
  requestId,
}: {
  field: RequestView['fields'][number];
  onPaper?: boolean;
  /** Whose masked values may be shown. */
  requestId?: string;
}) {
  const t = useWords(words);
  const spoken = useSpoken();
  const format = useFormat();
  const language = useLanguage();
  const dayText = (day: string) => (onPaper ? formatDay(day, language, 0) : format.day(day));
  if (field.hidden) {
    return (
      <span className="gj-second">
        <Icon name="lock" size={14} /> {t('field.hidden')}
      </span>
    );
  }
  const { value, design } = field;
  if (design) {
    return (
      <ShownDesignedField
        field={{ ...field, design }}
        onPaper={onPaper}
        {...(requestId === undefined ? {} : { requestId })}
      />
    );
  }
  if (field.words) return spoken(field.words);
  if (value === undefined || value === null || value === '')
    return <span className="gj-faint">{t('field.empty')}</span>;
  switch (field.type) {
    case 'words':
      return spoken(value as Words);
    case 'days':
      return t('days', { count: Number(value) });
    case 'number':
      return format.number(Number(value));
    case 'day':
      return dayText(String(value));
    case 'halfDay': {
      const { date, half } = value as { date: string; half: 'morning' | 'afternoon' };
      return t('halfDay', { day: dayText(date), half: t(`half.${half}`) });
    }
    case 'person':
      return <PersonName personId={String(value)} />;
    case 'longText':
      return <span className="approvals-prose">{String(value)}</span>;
    default:
      return typeof value === 'object' ? JSON.stringify(value) : String(value);
  }
}

function PersonName({ personId }: { personId: string }) {
  const t = useWords(words);
  const { data } = useRead(namePeople, { personIds: [personId] });
  return data?.rows[0]?.name ?? t('someone');
}
