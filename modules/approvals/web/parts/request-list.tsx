import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { Button } from '#design/button.tsx';
import { ListPane } from '#design/list-pane.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { MoreRows } from '#kernel/web/calls/more-rows.tsx';
import type { ReadPages } from '#kernel/web/calls/use-read-pages.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { RowLink } from '#kernel/web/shell/row-link.tsx';
import { useShortcut } from '#kernel/web/shell/shortcuts.ts';
import { words } from '../words.ts';
import { type RequestListName, RequestTabs } from './request-tabs.tsx';
import '../approvals.css';

/** A list of requests in its place: the four lists above it, page after page, `j` and `k` to the next and the one before. */
export function RequestList<R extends { requestId: string }>(props: {
  current: RequestListName;
  path: `/${string}`;
  list: ReadPages<R>;
  /** Beside the button for a new request. */
  tools?: ReactNode;
  find?: ReactNode;
  /** Above the rows, also where there are none. */
  above?: ReactNode;
  /** Instead of links to the requests: a row as something to be chosen. */
  choose?: (row: R) => ReactNode;
  foot?: ReactNode;
  rowKey: (row: R) => string;
  row: (row: R) => ReactNode;
  empty: ReactNode;
}) {
  const t = useWords(words);
  const [address, go] = useLocation();
  const { list } = props;
  const pathOf = (row: R) => `${props.path}/${row.requestId}`;
  const { rows } = list;
  const move = (step: 1 | -1) => {
    const paths = [...new Set((rows ?? []).map(pathOf))];
    const at = paths.indexOf(address);
    const next = at < 0 ? paths[0] : paths[at + step];
    if (next) go(next);
  };
  useShortcut('j', t('keys.next'), () => move(1));
  useShortcut('k', t('keys.before'), () => move(-1));
  return (
    <ListPane
      title={t(`list.${props.current}`)}
      tools={
        <>
          {props.tools}
          <Button kind="quiet" icon="plus" label={t('new')} href="/requests/new" />
        </>
      }
      search={
        <div className="approvals-find">
          <RequestTabs current={props.current} />
          {props.find}
        </div>
      }
    >
      {props.above}
      <Loaded read={{ ...list, data: rows }} shape="rows" count={6}>
        {(held) =>
          held.length === 0 && !list.loadingMore ? (
            props.empty
          ) : (
            <>
              <ul className="approvals-rows" aria-label={t(`list.${props.current}`)}>
                {held.map((row) => (
                  <li key={props.rowKey(row)}>
                    {props.choose ? (
                      <div className="approvals-choose">{props.choose(row)}</div>
                    ) : (
                      <RowLink to={pathOf(row)}>{props.row(row)}</RowLink>
                    )}
                  </li>
                ))}
              </ul>
              <MoreRows of={list} />
              {props.foot}
            </>
          )
        }
      </Loaded>
    </ListPane>
  );
}
