import { FactList } from '#design/fact-list.tsx';
import { useLanguage } from '#kernel/web/language.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { useWords } from '#kernel/web/use-words.ts';
import type { RequestView } from '../../contract/request.ts';
import { words } from '../words.ts';

/** The form as the reader may see it; what isn't for him says so. */
export function RequestFields({ fields }: { fields: RequestView['fields'] }) {
  const t = useWords(words);
  const language = useLanguage();
  const format = useFormat();
  const shown = ({ hidden, type, value, words: choice }: RequestView['fields'][number]): string => {
    if (hidden) return t('hidden');
    if (choice) return choice[language];
    if (value === undefined || value === null || value === '') return t('nothing');
    switch (type) {
      case 'words':
        return (value as Record<typeof language, string>)[language];
      case 'halfDay': {
        const { date, half } = value as { date: string; half: 'morning' | 'afternoon' };
        return `${format.day(date)} ${t(`half.${half}`)}`;
      }
      case 'day':
        return format.day(String(value));
      case 'days':
        return t('days', { count: Number(value) });
      default:
        return String(value);
    }
  };
  return <FactList facts={fields.map((field) => ({ name: field.label[language], value: shown(field) }))} />;
}
