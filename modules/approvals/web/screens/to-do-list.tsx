import { useState } from 'react';
import { Avatar } from '#design/avatar.tsx';
import { Button } from '#design/button.tsx';
import { Checkbox } from '#design/checkbox.tsx';
import { Empty } from '#design/empty.tsx';
import { ListRow } from '#design/list-row.tsx';
import { Tag } from '#design/tag.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { useReadPages } from '#kernel/web/calls/use-read-pages.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { When } from '#kernel/web/language/when.tsx';
import { listToDo } from '../../contract/operations.ts';
import { BatchSheet } from '../parts/batch-sheet.tsx';
import { DestructionsToApprove } from '../parts/destructions-to-approve.tsx';
import { DueTag } from '../parts/due-tag.tsx';
import { ListFilterFields } from '../parts/list-filter-fields.tsx';
import { NoneFound } from '../parts/none-found.tsx';
import { RequestList } from '../parts/request-list.tsx';
import { summaryParts } from '../summary-parts.ts';
import { useListFilter } from '../use-list-filter.ts';
import { useSpoken } from '../use-spoken.ts';
import { words } from '../words.ts';

type Row = OutputOf<typeof listToDo>['rows'][number];

/** How many tasks are answered together at most. */
const most = 100;
const keyOf = (row: Row) => `${row.requestId} ${row.slotId}`;

/** What waits for me, what is due first on top: who asks for what, the one word that decides, and what presses. */
export function ToDoList() {
  const t = useWords(words);
  const filter = useListFilter('todo');
  const { only } = filter.typed;
  const list = useReadPages(listToDo, {
    limit: 50,
    ...filter.input,
    ...(only === 'overdue' ? { overdue: true } : only ? { deputy: only === 'deputy' } : {}),
  });
  const [chosen, setChosen] = useState<ReadonlySet<string>>();
  const [answering, setAnswering] = useState(false);
  const rows = list.rows ?? [];
  const items = rows.filter((row) => chosen?.has(keyOf(row)));
  const choose = (row: Row, on: boolean) => {
    const next = new Set(items.map(keyOf));
    if (on && next.size < most) next.add(keyOf(row));
    else next.delete(keyOf(row));
    setChosen(next);
  };
  const stop = () => {
    setAnswering(false);
    setChosen(undefined);
  };
  const all = rows.slice(0, most);
  return (
    <>
      <RequestList
        current="todo"
        path="/todo"
        list={list}
        rowKey={keyOf}
        tools={
          <>
            {rows.length > 1 || chosen ? (
              <Button
                kind="quiet"
                icon="check"
                label={t('batch.choose')}
                onPress={() => setChosen(chosen ? undefined : new Set())}
              />
            ) : null}
            <Button kind="quiet" icon="people" label={t('deputies')} href="/approvals/deputies" />
          </>
        }
        find={<ListFilterFields filter={filter} tasks />}
        above={<DestructionsToApprove />}
        row={(row) => <ToDoLine row={row} />}
        {...(chosen && {
          choose: (row: Row) => (
            <Checkbox value={chosen.has(keyOf(row))} onChange={(on) => choose(row, on === true)}>
              <ToDoLine row={row} />
            </Checkbox>
          ),
          foot: (
            <div className="gj-actions approvals-chosen">
              <Button
                kind="quiet"
                onPress={() => setChosen(new Set(items.length === all.length ? [] : all.map(keyOf)))}
              >
                {t(items.length === all.length ? 'batch.chooseNone' : 'batch.chooseAll')}
              </Button>
              <Button onPress={stop}>{t('batch.stop')}</Button>
              <Button kind="primary" disabled={items.length === 0} onPress={() => setAnswering(true)}>
                {t('batch.answer', { count: items.length })}
              </Button>
            </div>
          ),
        })}
        empty={
          filter.isFiltered ? (
            <NoneFound filter={filter} />
          ) : (
            <Empty icon="todo" title={t('todo.none')} action={<Button href="/requests/new">{t('new')}</Button>}>
              {t('todo.none.body')}
            </Empty>
          )
        }
      />
      {answering ? <BatchSheet items={items} onClose={(allDone) => (allDone ? stop() : setAnswering(false))} /> : null}
    </>
  );
}

function ToDoLine({ row }: { row: Row }) {
  const t = useWords(words);
  const spoken = useSpoken();
  const { deciding, rest } = summaryParts(spoken(row.summary));
  return (
    <ListRow
      lead={<Avatar name={row.applicant.name} />}
      title={row.applicant.name}
      line={
        <span className="approvals-line approvals-wrapping">
          <span>{spoken(row.title)}</span>
          {row.urgent ? (
            <Tag tone="seal" icon="notifications">
              {t('urgent')}
            </Tag>
          ) : null}
          {row.taskKind === 'resubmit' ? <Tag tone="warn">{t('task.resubmit')}</Tag> : null}
          {row.taskKind === 'outcome' ? <Tag tone="warn">{t('task.outcome')}</Tag> : null}
          {row.taskKind === 'revoke' ? <Tag tone="warn">{t('task.revoke')}</Tag> : null}
          {row.overdue || row.dueAt !== null ? <DueTag dueAt={row.dueAt} overdue={row.overdue} /> : null}
          {row.urgedAt ? (
            <Tag tone="warn" icon="notifications">
              {t('urged')}
            </Tag>
          ) : null}
          {rest === undefined ? null : <span>{rest}</span>}
          {row.deputyFor ? <span>{t('deputyFor', { name: row.deputyFor.name })}</span> : null}
        </span>
      }
      when={<When at={row.openedAt} />}
      deciding={<span className="approvals-deciding">{deciding}</span>}
    />
  );
}
