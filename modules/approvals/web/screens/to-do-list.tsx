import { useEffect, useState } from 'react';
import { Avatar } from '#design/avatar.tsx';
import { Button } from '#design/button.tsx';
import { Empty } from '#design/empty.tsx';
import { ListRow } from '#design/list-row.tsx';
import { SearchInput } from '#design/search-input.tsx';
import { Select } from '#design/select.tsx';
import { Tag } from '#design/tag.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { useRead } from '#kernel/web/use-read.ts';
import { useReadPages } from '#kernel/web/use-read-pages.ts';
import { useWords } from '#kernel/web/use-words.ts';
import { When } from '#kernel/web/when.tsx';
import { listKinds, listToDo } from '../../contract/operations.ts';
import { DueTag } from '../parts/due-tag.tsx';
import { RequestList } from '../parts/request-list.tsx';
import { summaryParts } from '../summary-parts.ts';
import { useSpoken } from '../use-spoken.ts';
import { words } from '../words.ts';

type Row = OutputOf<typeof listToDo>['rows'][number];

/** On phones the list leaves the screen while a request is open, and comes back as it was. */
let kept = { only: 'all', typed: '' };

/** What waits for me, newest first: who asks for what, the one word that decides, and what presses. */
export function ToDoList() {
  const t = useWords(words);
  const spoken = useSpoken();
  const [{ only, typed }, setFilter] = useState(kept);
  const filter = (change: Partial<typeof kept>) => {
    kept = { only, typed, ...change };
    setFilter(kept);
  };
  const kinds = useRead(listKinds, {}).data?.rows ?? [];
  const list = useReadPages(listToDo, {
    limit: 50,
    ...(only === 'overdue' ? { overdue: true } : only === 'all' ? {} : { kind: only }),
  });
  const text = typed.trim().toLowerCase();
  const { hasMore, loadingMore, more, failure } = list;
  // What waits for one person is not much: while something is searched for, all of it is read.
  useEffect(() => {
    if (text !== '' && hasMore && !loadingMore && !failure) more();
  }, [text, hasMore, loadingMore, failure, more]);
  const fits = (row: Row) =>
    text === '' ||
    [row.applicant.name, row.number, spoken(row.title), spoken(row.summary)].join(' ').toLowerCase().includes(text);
  const isFiltered = only !== 'all' || text !== '';
  return (
    <RequestList
      current="todo"
      path="/todo"
      list={list}
      shown={(rows) => rows.filter(fits)}
      rowKey={(row) => `${row.requestId} ${row.slotId}`}
      find={
        <div className="approvals-filter">
          <SearchInput label={t('find')} value={typed} onChange={(next) => filter({ typed: next })} />
          <Filter value={only} kinds={kinds} onChange={(next) => filter({ only: next })} />
        </div>
      }
      row={(row) => <ToDoLine row={row} />}
      empty={
        isFiltered ? (
          <Empty
            icon="search"
            title={t('todo.noneFound')}
            action={<Button onPress={() => filter({ only: 'all', typed: '' })}>{t('filter.forget')}</Button>}
          />
        ) : (
          <Empty icon="todo" title={t('todo.none')} action={<Button href="/requests/new">{t('new')}</Button>}>
            {t('todo.none.body')}
          </Empty>
        )
      }
    />
  );
}

function Filter(props: {
  value: string;
  kinds: OutputOf<typeof listKinds>['rows'];
  onChange: (value: string) => void;
}) {
  const t = useWords(words);
  const spoken = useSpoken();
  const id = 'approvals-filter';
  return (
    <>
      <label className="gj-unseen" htmlFor={id}>
        {t('filter')}
      </label>
      <Select
        id={id}
        value={props.value}
        onChange={(value) => props.onChange(value ?? 'all')}
        choices={[
          { value: 'all', label: t('filter.all') },
          { value: 'overdue', label: t('filter.overdue') },
          ...props.kinds.map((kind) => ({ value: kind.kind, label: spoken(kind.title) })),
        ]}
      />
    </>
  );
}

function ToDoLine({ row }: { row: Row }) {
  const t = useWords(words);
  const spoken = useSpoken();
  return (
    <ListRow
      lead={<Avatar name={row.applicant.name} />}
      title={row.applicant.name}
      line={
        <span className="approvals-line">
          {row.taskKind === 'resubmit' ? <Tag tone="warn">{t('task.resubmit')}</Tag> : null}
          {row.overdue || row.dueAt !== null ? <DueTag dueAt={row.dueAt} overdue={row.overdue} /> : null}
          {row.urgedAt ? (
            <Tag tone="warn" icon="notifications">
              {t('urged')}
            </Tag>
          ) : null}
          <span>{[spoken(row.title), summaryParts(spoken(row.summary)).rest].filter(Boolean).join(' · ')}</span>
          {row.deputyFor ? <span>{t('deputyFor', { name: row.deputyFor.name })}</span> : null}
        </span>
      }
      when={<When at={row.openedAt} />}
      deciding={<span className="approvals-deciding">{summaryParts(spoken(row.summary)).deciding}</span>}
    />
  );
}
