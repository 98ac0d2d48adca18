import { useLocation, useSearch } from 'wouter';
import { Page } from '#design/page.tsx';
import { Tabs } from '#design/tabs.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useViewer } from '#kernel/web/identity/viewer.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { listCasesToDecide } from '../../contract/cases.ts';
import { decideAppeals, decideCases, readSummaries } from '../../contract/permissions.ts';
import { CaseList } from '../parts/case-list.tsx';
import { DepartmentSums } from '../parts/department-sums.tsx';
import { MyPoints } from '../parts/my-points.tsx';
import { RulebookList } from '../parts/rulebook-list.tsx';
import { words } from '../words.ts';
import '../policy.css';

type View = 'cases' | 'decide' | 'points' | 'rulebooks' | 'sums';

/** Cases, decisions, points and rulebooks in one place. Which is shown stands in the address: `?view=decide`. */
export function PolicyHomeScreen() {
  const t = useWords(words);
  const [, go] = useLocation();
  const { permissions } = useViewer();
  const has = (name: string) => permissions.some((one) => one.name === name);
  const decides = has(decideCases.name) || has(decideAppeals.name);
  const waiting = useRead(listCasesToDecide, {}, { when: decides }).data?.rows.length ?? 0;
  const views: View[] = [
    'cases',
    ...(decides ? ['decide' as const] : []),
    'points',
    'rulebooks',
    ...(has(readSummaries.name) ? ['sums' as const] : []),
  ];
  const asked = new URLSearchParams(useSearch()).get('view');
  const view = views.find((one) => one === asked) ?? 'cases';
  return (
    <Page title={t('title')}>
      <Tabs<View>
        label={t('views')}
        tabs={views.map((key) => ({ key, title: t(`view.${key}`), ...(key === 'decide' ? { count: waiting } : {}) }))}
        current={view}
        onChange={(key) => go(key === 'cases' ? '/policy' : `/policy?view=${key}`, { replace: true })}
      />
      {view === 'cases' ? <CaseList which="mine" /> : null}
      {view === 'decide' ? <CaseList which="decide" /> : null}
      {view === 'points' ? <MyPoints /> : null}
      {view === 'rulebooks' ? <RulebookList /> : null}
      {view === 'sums' ? <DepartmentSums /> : null}
    </Page>
  );
}
