import { useWords } from '#kernel/web/language/use-words.ts';
import type { ReorganisationComparison } from '../../contract/reorganisations.ts';
import { words } from '../words.ts';

/** What is different, before and after side by side: departments, then people by name. */
export function ComparisonTable({ comparison }: { comparison: ReorganisationComparison }) {
  const t = useWords(words);
  const { departments, people, closedPosts, counts } = comparison;
  const list = (names: readonly string[]) => names.join(t('comma'));
  const change = (label: string, before: string, after: string) =>
    before === after ? null : (
      <p key={label}>
        <span className="gj-second">{label}</span> {before === '' ? null : <del>{before}</del>}{' '}
        {after === '' ? null : <ins>{after}</ins>}
      </p>
    );
  return (
    <>
      <p>{t('reorganisation.counts', counts)}</p>
      <table className="directory-compare">
        <thead>
          <tr>
            <th>{t('department')}</th>
            <th>{t('reorganisation.change')}</th>
            <th>{t('reorganisation.beforeAfter')}</th>
          </tr>
        </thead>
        <tbody>
          {departments.map((one) => (
            <tr key={one.id}>
              <td>{one.name}</td>
              <td>{t(`chart.mark.${one.change}`)}</td>
              <td>
                {change(t('department.name'), one.nameBefore, one.change === 'removed' ? '' : one.name)}
                {change(t('department.parent'), one.parentBefore ?? '', one.parent ?? '')}
                {change(t('heads'), list(one.headsBefore), list(one.heads))}
                {change(t('deputies'), list(one.deputiesBefore), list(one.deputies))}
                {change(t('headcount'), String(one.plannedBefore ?? ''), String(one.planned ?? ''))}
              </td>
            </tr>
          ))}
          {people.map((one) => (
            <tr key={one.person.id}>
              <td>{one.person.name}</td>
              <td>{t('person')}</td>
              <td>
                {change(t('departments'), list(one.departmentsBefore), list(one.departments))}
                {change(t('supervisor'), one.supervisorBefore ?? '', one.supervisor ?? '')}
                {change(t('posts'), list(one.postsBefore), list(one.posts))}
              </td>
            </tr>
          ))}
          {closedPosts.map((name) => (
            <tr key={name}>
              <td>{name}</td>
              <td>{t('kind.closePost')}</td>
              <td />
            </tr>
          ))}
        </tbody>
      </table>
      {counts.people > people.length ? (
        <p className="gj-second">{t('reorganisation.morePeople', { count: counts.people - people.length })}</p>
      ) : null}
    </>
  );
}
