import { Tag } from '#design/tag.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { TemplateProblem } from '../../../contract/template.ts';
import { words } from '../../words.ts';

const told = [
  'prefixMissing',
  'prefixTaken',
  'noFields',
  'personGone',
  'departmentGone',
  'postGone',
  'groupGone',
  'unknownKind',
] as const;
type Told = (typeof told)[number];
/** Whether a problem has a sentence of its own here: only the server sees it. */
export const isTold = (code: string): code is Told => told.some((one) => one === code);

/** What keeps a draft from being published, each with the way to its place. The designers mark the places themselves. */
export function ProblemList(props: {
  problems: readonly TemplateProblem[];
  onOpen: (part: TemplateProblem['part']) => void;
}) {
  const t = useWords(words);
  if (props.problems.length === 0) return <p className="gj-second">{t('template.noProblems')}</p>;
  return (
    <ul className="approvals-changes" aria-label={t('template.problems')}>
      {props.problems.map((problem, index) => (
        // The same problem may stand twice at one place; the list is made anew with every answer.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <li key={index}>
          <Tag tone={problem.severity === 'error' ? 'seal' : 'warn'}>{t(`template.severity.${problem.severity}`)}</Tag>
          <button type="button" className="approvals-link" onClick={() => props.onOpen(problem.part)}>
            {t(`template.part.${problem.part}`)} ·{' '}
            {isTold(problem.code)
              ? t(`template.problem.${problem.code}`, problem.facts)
              : t('template.problem.marked', { at: problem.at })}
          </button>
        </li>
      ))}
    </ul>
  );
}
