import { useState } from 'react';
import { Avatar } from '#design/avatar.tsx';
import { Button } from '#design/button.tsx';
import { ListPane } from '#design/list-pane.tsx';
import { ListRow } from '#design/list-row.tsx';
import { SearchInput } from '#design/search-input.tsx';
import { VirtualList } from '#design/virtual-list.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { MoreRows } from '#kernel/web/calls/more-rows.tsx';
import { useReadPages } from '#kernel/web/calls/use-read-pages.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { When } from '#kernel/web/language/when.tsx';
import { RowLink } from '#kernel/web/shell/row-link.tsx';
import { listRequests } from '../contract.ts';
import { trialWords } from '../trial-words.ts';

export function RequestList() {
  const t = useWords(trialWords);
  const list = useReadPages(listRequests, {});
  const [typed, setTyped] = useState('');
  return (
    <ListPane
      title={t('requests')}
      tools={<Button kind="quiet" icon="plus" label={t('new')} href="/leave/new" />}
      search={<SearchInput label={t('find')} value={typed} onChange={setTyped} />}
    >
      <Loaded read={{ ...list, data: list.rows }} shape="rows">
        {(rows) => (
          <>
            {list.moreFailure ? <MoreRows of={list} /> : null}
            <VirtualList
              label={t('requests')}
              rows={rows.filter((row) => (row.who + row.title).includes(typed))}
              rowKey={(row) => row.requestId}
              rowHeight={64}
              {...(list.moreFailure ? {} : { onEnd: list.more })}
              row={(row) => (
                <RowLink to={`/todo/${row.requestId}`}>
                  <ListRow
                    lead={<Avatar name={row.who} />}
                    title={row.who}
                    line={row.title}
                    when={<When at={row.at} />}
                    deciding={t('days', { count: row.days })}
                  />
                </RowLink>
              )}
            />
          </>
        )}
      </Loaded>
    </ListPane>
  );
}
