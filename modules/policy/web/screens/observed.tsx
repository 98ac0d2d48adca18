import { Empty } from '#design/empty.tsx';
import { FactList } from '#design/fact-list.tsx';
import { ListRow } from '#design/list-row.tsx';
import { Page } from '#design/page.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { MoreRows } from '#kernel/web/calls/more-rows.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useReadPages } from '#kernel/web/calls/use-read-pages.ts';
import { When } from '#kernel/web/language/when.tsx';
import type { ScreenProps } from '#kernel/web/shell/module-web.ts';
import { listObserved } from '../../contract/rulebooks.ts';
import { usePolicyWords } from '../use-policy-words.ts';
import '../policy.css';

/** What the rules found and what it would have come to. Nobody is named: this is about the rule, not about people. */
export function ObservedScreen({ params }: ScreenProps) {
  const { t, say } = usePolicyWords();
  const rulebookId = params.rulebookId ?? '';
  const first = useRead(listObserved, { rulebookId, limit: 1 });
  const pages = useReadPages(listObserved, { rulebookId });
  const { rows, failure, loading, readAgain } = pages;
  return (
    <Page title={t('observed')} lead={t('observed.lead')}>
      <Loaded read={first} shape="text">
        {({ sum }) => (
          <FactList
            facts={[
              { name: t('observed.found'), value: t('observed.times', { count: sum.found }) },
              { name: t('observed.defended'), value: t('observed.times', { count: sum.defended }) },
              { name: t('observed.people'), value: t('sums.people', { count: sum.people }) },
              { name: t('observed.points'), value: t('points', { count: sum.points }) },
            ]}
          />
        )}
      </Loaded>
      <Loaded read={{ data: rows, failure, loading, readAgain }} shape="rows">
        {(shown) =>
          shown.length === 0 ? (
            <Empty icon="eye" title={t('empty.observed')}>
              {t('empty.observedBody')}
            </Empty>
          ) : (
            <>
              <ul className="policy-list">
                {shown.map((row) => (
                  <li key={row.id}>
                    <ListRow
                      title={say(row.articleNumber)}
                      line={row.defence ? t(`defence.${row.defence}`) : t(`outcome.${row.outcome}`)}
                      deciding={row.points === null ? t('observed.nothing') : t('points', { count: row.points })}
                      when={<When at={row.happenedAt} />}
                    />
                  </li>
                ))}
              </ul>
              <MoreRows of={pages} />
            </>
          )
        }
      </Loaded>
    </Page>
  );
}
