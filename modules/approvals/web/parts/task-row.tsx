import { Tag } from '#design/tag.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { useWords } from '#kernel/web/use-words.ts';
import type { listToDo } from '../../contract/operations.ts';
import { words } from '../words.ts';
import { RequestRow } from './request-row.tsx';

/** Something that waits for the reader, with what is urgent about it. */
export function TaskRow({ task }: { task: OutputOf<typeof listToDo>['rows'][number] }) {
  const t = useWords(words);
  const format = useFormat();
  const urgency = task.overdue ? (
    <Tag tone="seal">{t('overdue')}</Tag>
  ) : task.urgedAt ? (
    <Tag tone="warn" icon="urgent">
      {t('urged')}
    </Tag>
  ) : task.dueAt ? (
    t('due', { time: format.relative(task.dueAt) })
  ) : (
    t(`task.${task.taskKind}`)
  );
  return (
    <RequestRow
      request={task}
      at={task.openedAt}
      line={
        <>
          {urgency}
          {task.deputyFor ? ` · ${t('deputyFor', { name: task.deputyFor.name })}` : null}
        </>
      }
    />
  );
}
