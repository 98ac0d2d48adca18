import { Page } from '#design/page.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import { ProblemCard } from '../parts/template/problem-card.tsx';
import { words } from '../words.ts';
import '../approvals.css';

/** What the reader said is wrong with forms, and what was answered. */
export function FormProblems() {
  const t = useWords(words);
  return (
    <Page title={t('template.myProblems')}>
      <ProblemCard />
    </Page>
  );
}
