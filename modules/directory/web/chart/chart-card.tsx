import { Icon } from '#design/icon.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { ChartDepartment } from '../../contract/chart.ts';
import { words } from '../words.ts';

/** What a card of the chart says: name, what a draft does with it, heads, people against headcount. */
export function ChartCard({ department }: { department: ChartDepartment }) {
  const t = useWords(words);
  const { mark, people, planned } = department;
  const over = planned === null ? 0 : people - planned;
  return (
    <>
      <span className="directory-card-name">
        <span>{department.name}</span>
        {mark === null ? null : <span className="directory-card-mark">{t(`chart.mark.${mark}`)}</span>}
      </span>
      <span className="gj-second directory-card-heads">
        {department.heads.length > 0 ? department.heads.map((head) => head.name).join(t('comma')) : t('chart.noHead')}
        {department.deputies.length > 0
          ? ` · ${t('chart.deputies', { names: department.deputies.map((deputy) => deputy.name).join(t('comma')) })}`
          : ''}
      </span>
      <span className="directory-card-line gj-figure" data-over={over > 0 || undefined}>
        <Icon name="people" size={14} />
        {planned === null ? t('chart.people', { count: people }) : t('chart.peopleOf', { people, planned })}
        {over > 0 ? <strong>{t('chart.over', { count: over })}</strong> : null}
        {planned !== null && over < 0 ? <span className="gj-faint">{t('chart.under', { count: -over })}</span> : null}
      </span>
    </>
  );
}
