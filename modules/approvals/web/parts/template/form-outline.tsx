import { Empty } from '#design/empty.tsx';
import { Tag } from '#design/tag.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import { bothLanguages, type FormDesign } from '../../../contract/form-design.ts';
import { useSpoken } from '../../use-spoken.ts';
import { words } from '../../words.ts';

/** The fields of a designed form in their order; of a form that is code, only that it is. */
export function FormOutline({ design }: { design: FormDesign | null }) {
  const t = useWords(words);
  const spoken = useSpoken();
  if (!design) {
    return (
      <Empty icon="file" title={t('template.codeForm')}>
        {t('template.codeForm.body')}
      </Empty>
    );
  }
  return (
    <ul className="approvals-changes" aria-label={t('template.tab.form')}>
      {design.fields.map((field) => (
        <li key={field.name}>
          <span>
            {field.kind === 'note'
              ? spoken(bothLanguages({ zh: field.text.zh, en: field.text.en }))
              : spoken(bothLanguages(field.label))}
          </span>
          <span className="gj-second">{field.name}</span>
          {'required' in field && field.required ? <Tag tone="accent">{t('template.required')}</Tag> : null}
          {'sensitive' in field && field.sensitive ? <Tag tone="warn">{t('template.sensitive')}</Tag> : null}
        </li>
      ))}
    </ul>
  );
}
