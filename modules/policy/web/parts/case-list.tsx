import { Empty } from '#design/empty.tsx';
import { ListRow } from '#design/list-row.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { MoreRows } from '#kernel/web/calls/more-rows.tsx';
import { useReadPages } from '#kernel/web/calls/use-read-pages.ts';
import { When } from '#kernel/web/language/when.tsx';
import { RowLink } from '#kernel/web/shell/row-link.tsx';
import { listCasesToDecide, listMyCases } from '../../contract/cases.ts';
import { usePolicyWords } from '../use-policy-words.ts';
import { StateTag } from './state-tag.tsx';

/** Cases one below the other: one's own, or those that wait for one's decision. */
export function CaseList({ which }: { which: 'mine' | 'decide' }) {
  const { t, say, format } = usePolicyWords();
  const pages = useReadPages(which === 'mine' ? listMyCases : listCasesToDecide, {});
  const { rows, failure, loading, readAgain } = pages;
  return (
    <Loaded read={{ data: rows, failure, loading, readAgain }} shape="rows">
      {(shown) =>
        shown.length === 0 ? (
          <Empty icon="scales" title={t(`empty.${which}`)}>
            {t(`empty.${which}Body`)}
          </Empty>
        ) : (
          <>
            <ul className="policy-list">
              {shown.map((row) => (
                <li key={row.id}>
                  <RowLink to={`/policy/cases/${row.id}`}>
                    <ListRow
                      title={
                        <>
                          {which === 'decide' ? row.liable.name : say(row.articleNumber)} <StateTag state={row.state} />
                        </>
                      }
                      line={t('case.line', {
                        number: row.number,
                        document: say(row.document),
                        matter: t(`matter.${row.matter.kind}`, { name: row.matter.name }),
                      })}
                      deciding={t('points', { count: row.points })}
                      when={
                        row.dueAt && row.may.length > 0 ? (
                          t('until', { time: format.exact(row.dueAt) })
                        ) : (
                          <When at={row.happenedAt} />
                        )
                      }
                    />
                  </RowLink>
                </li>
              ))}
            </ul>
            <MoreRows of={pages} />
          </>
        )
      }
    </Loaded>
  );
}
