import { Avatar } from '#design/avatar.tsx';
import { Badge } from '#design/badge.tsx';
import { ListRow } from '#design/list-row.tsx';
import { Tag } from '#design/tag.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { mayUse, useViewerState } from '#kernel/web/identity/viewer.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { RowLink } from '#kernel/web/shell/row-link.tsx';
import { countToDo } from '#modules/approvals/contract/count-to-do.ts';
import { listDestructionsToApprove } from '#modules/approvals/contract/destructions-to-approve.ts';
import { listKinds, listToDo } from '#modules/approvals/contract/operations.ts';
import { approveDestructions } from '#modules/approvals/contract/permissions.ts';
import { words } from '../words.ts';
import { Rows } from './rows.tsx';

const most = 5;

/** What waits for the reader, with the one number that decides. `path`: the list of all to-dos. */
export function ToDos({ path }: { path: string }) {
  const t = useWords(words);
  const format = useFormat();
  const language = useLanguage();
  const counted = useRead(countToDo, {}).data;
  const list = useRead(listToDo, { limit: most });
  // Lists of destruction, where the reader is the second person.
  const approves = mayUse(useViewerState(), approveDestructions);
  const lists = useRead(listDestructionsToApprove, {}, { when: approves }).data?.rows ?? [];
  const open = (counted?.open ?? 0) + lists.length;
  const none = list.data?.rows.length === 0 && lists.length === 0;
  const kinds = useRead(listKinds, {}, { when: none }).data?.rows ?? [];
  return (
    <Rows
      title={
        <span className="workbench-heading">
          {t('todo.title')}
          <Badge count={open} label={t('apps.count', { count: open })} />
          {counted?.overdue ? <Tag tone="seal">{t('todo.overdue', { count: counted.overdue })}</Tag> : null}
        </span>
      }
      all={path}
      read={{ ...list, data: list.data && [...lists, ...list.data.rows] }}
      none={
        <>
          {t('todo.none')}
          {kinds.slice(0, most).map((kind) => (
            <a key={kind.kind} href={kind.startPath}>
              {kind.title[language]}
            </a>
          ))}
        </>
      }
      row={(task) =>
        'destructionId' in task ? (
          <li key={task.destructionId}>
            <RowLink to={`/approvals/destruction/lists/${task.destructionId}`}>
              <ListRow
                lead={<Avatar name={task.proposedBy.name} />}
                title={`${task.proposedBy.name} · ${t('todo.destruction')}`}
                line={task.employer.name}
                deciding={task.number}
              />
            </RowLink>
          </li>
        ) : (
          <li key={task.slotId}>
            <RowLink to={`${path}/${task.requestId}`}>
              <ListRow
                lead={<Avatar name={task.applicant.name} />}
                title={`${task.applicant.name} · ${task.title[language]}`}
                line={
                  task.overdue ? (
                    <span className="workbench-overdue">{t('todo.isOverdue')}</span>
                  ) : task.dueAt ? (
                    t('todo.due', { time: format.relative(task.dueAt) })
                  ) : task.deputyFor ? (
                    t('todo.deputy', { name: task.deputyFor.name })
                  ) : null
                }
                deciding={task.summary[language]}
              />
            </RowLink>
          </li>
        )
      }
    />
  );
}
