import type { ReactNode } from 'react';
import { useLocation, useSearch } from 'wouter';
import { Button } from '#design/button.tsx';
import { Empty } from '#design/empty.tsx';
import { ListPane } from '#design/list-pane.tsx';
import { LoadMore } from '#design/load-more.tsx';
import { MenuButton } from '#design/menu-button.tsx';
import { Tabs } from '#design/tabs.tsx';
import { useLanguage } from '#kernel/web/language.ts';
import { Loaded } from '#kernel/web/loaded.tsx';
import { useRead } from '#kernel/web/use-read.ts';
import { type ReadPages, useReadPages } from '#kernel/web/use-read-pages.ts';
import { useWords } from '#kernel/web/use-words.ts';
import { listCopied, listDone, listKinds, listMine, listToDo } from '../../contract/operations.ts';
import { RequestRow } from '../parts/request-row.tsx';
import { TaskRow } from '../parts/task-row.tsx';
import { useToDoCount } from '../use-to-do-count.ts';
import { words } from '../words.ts';
import '../approvals.css';

const tabs = ['todo', 'mine', 'done', 'copied'] as const;
type Tab = (typeof tabs)[number];

/** What waits for me, what I asked for, what I dealt with, what I was copied in on. Which stands in the address: `?tab=mine`. */
export function RequestLists() {
  const t = useWords(words);
  const language = useLanguage();
  const [path, go] = useLocation();
  const asked = new URLSearchParams(useSearch());
  const tab = tabs.find((one) => one === asked.get('tab')) ?? 'todo';
  const count = useToDoCount();
  const kinds = useRead(listKinds, {}).data?.rows ?? [];
  return (
    <ListPane
      title={t('todo')}
      tools={
        <MenuButton
          label={t('start')}
          choices={kinds.map(({ kind, title, startPath }) => ({
            key: kind,
            label: title[language],
            icon: 'plus',
            onPress: () => go(startPath),
          }))}
        />
      }
      search={
        <Tabs<Tab>
          label={t('lists')}
          tabs={tabs.map((key) => ({ key, title: t(`tab.${key}`), ...(key === 'todo' && { count }) }))}
          current={tab}
          onChange={(key) => go(key === 'todo' ? path : `${path}?tab=${key}`, { replace: true })}
        />
      }
    >
      {tab === 'todo' ? <ToDoList late={asked.get('late') === '1'} /> : null}
      {tab === 'mine' ? <MyList /> : null}
      {tab === 'done' ? <DoneList /> : null}
      {tab === 'copied' ? <CopiedList /> : null}
    </ListPane>
  );
}

function Rows<R>(props: { pages: ReadPages<R>; empty: ReactNode; children: (row: R) => ReactNode }) {
  const { rows, failure, loading, readAgain, hasMore, loadingMore, more } = props.pages;
  return (
    <Loaded read={{ data: rows, failure, loading, readAgain }} shape="rows">
      {(shown) =>
        shown.length === 0 ? (
          props.empty
        ) : (
          <>
            <ul className="approvals-rows">{shown.map(props.children)}</ul>
            {hasMore ? <LoadMore busy={loadingMore} onPress={more} /> : null}
          </>
        )
      }
    </Loaded>
  );
}

function ToDoList({ late }: { late: boolean }) {
  const t = useWords(words);
  const [path, go] = useLocation();
  const pages = useReadPages(listToDo, { limit: 30, ...(late && { overdue: true }) });
  return (
    <>
      <div className="approvals-filter">
        <Button
          kind={late ? 'usual' : 'quiet'}
          icon="filter"
          onPress={() => go(late ? path : `${path}?late=1`, { replace: true })}
        >
          {t(late ? 'filter.late' : 'filter.all')}
        </Button>
      </div>
      <Rows
        pages={pages}
        empty={
          <Empty icon="todo" title={t('empty.todo')}>
            {t('empty.todoBody')}
          </Empty>
        }
      >
        {(task) => (
          <li key={`${task.requestId} ${task.slotId}`}>
            <TaskRow task={task} />
          </li>
        )}
      </Rows>
    </>
  );
}

function MyList() {
  const t = useWords(words);
  const language = useLanguage();
  const pages = useReadPages(listMine, { limit: 30 });
  const first = useRead(listKinds, {}).data?.rows[0];
  return (
    <Rows
      pages={pages}
      empty={
        <Empty
          icon="flow"
          title={t('empty.mine')}
          action={first ? <Button href={first.startPath}>{first.title[language]}</Button> : null}
        />
      }
    >
      {(row) => (
        <li key={row.requestId}>
          <RequestRow
            request={row}
            at={row.endedAt ?? row.submittedAt}
            title={row.title[language]}
            line={
              row.withPeople.length > 0
                ? t('with', { names: row.withPeople.map((person) => person.name) })
                : t(`status.${row.status}`)
            }
          />
        </li>
      )}
    </Rows>
  );
}

function DoneList() {
  const t = useWords(words);
  const pages = useReadPages(listDone, { limit: 30 });
  return (
    <Rows pages={pages} empty={<Empty icon="check" title={t('empty.done')} />}>
      {(row) => (
        <li key={`${row.requestId} ${row.slotId}`}>
          <RequestRow request={row} at={row.at} line={t(`outcome.${row.outcome}` as 'outcome.approved')} />
        </li>
      )}
    </Rows>
  );
}

function CopiedList() {
  const t = useWords(words);
  const pages = useReadPages(listCopied, { limit: 30 });
  return (
    <Rows pages={pages} empty={<Empty icon="copy" title={t('empty.copied')} />}>
      {(row) => (
        <li key={row.requestId}>
          <RequestRow request={row} at={row.at} line={t(`status.${row.status}`)} />
        </li>
      )}
    </Rows>
  );
}
