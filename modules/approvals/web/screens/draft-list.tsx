import { Button } from '#design/button.tsx';
import { Empty } from '#design/empty.tsx';
import { ListPane } from '#design/list-pane.tsx';
import { ListRow } from '#design/list-row.tsx';
import { tell } from '#design/toast.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { call } from '#kernel/web/calls/call.ts';
import { CallFailure } from '#kernel/web/calls/call-failure.ts';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { MoreRows } from '#kernel/web/calls/more-rows.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useReadPages } from '#kernel/web/calls/use-read-pages.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { When } from '#kernel/web/language/when.tsx';
import { RowLink } from '#kernel/web/shell/row-link.tsx';
import { listDrafts, readDraft, removeDraft, saveDraft } from '../../contract/list-operations.ts';
import { RequestTabs } from '../parts/request-tabs.tsx';
import { useSpoken } from '../use-spoken.ts';
import { words } from '../words.ts';
import '../approvals.css';

/** What was begun and not submitted, on whichever device. */
export function DraftList() {
  const t = useWords(words);
  const list = useReadPages(listDrafts, { limit: 50 });
  return (
    <ListPane
      title={t('list.drafts')}
      tools={<Button kind="quiet" icon="plus" label={t('new')} href="/requests/new" />}
      search={<RequestTabs current="drafts" />}
    >
      <Loaded read={{ ...list, data: list.rows }} shape="rows" count={4}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty icon="edit" title={t('drafts.none')}>
              {t('drafts.none.body')}
            </Empty>
          ) : (
            <>
              <ul className="approvals-rows" aria-label={t('list.drafts')}>
                {rows.map((row) => (
                  <DraftLine key={row.draftId} row={row} />
                ))}
              </ul>
              <MoreRows of={list} />
            </>
          )
        }
      </Loaded>
    </ListPane>
  );
}

function DraftLine({ row }: { row: OutputOf<typeof listDrafts>['rows'][number] }) {
  const t = useWords(words);
  const spoken = useSpoken();
  const { run, running } = useCommand(removeDraft);
  const { draftId } = row;
  /** Taken away at once; what stood in it is held until nobody can undo any more. */
  const remove = async () => {
    try {
      const { kind, form, chosen } = await call(readDraft, { draftId });
      if (!(await run({ draftId }))) return;
      const undo = () => void call(saveDraft, { draftId, revision: 0, kind, form, chosen });
      tell(t('drafts.removed'), { word: t('drafts.undo'), act: undo });
    } catch (problem) {
      if (!(problem instanceof CallFailure)) throw problem;
      tell(problem.message);
    }
  };
  return (
    <li className="approvals-draft">
      <RowLink to={`${row.startPath}?draft=${draftId}`}>
        <ListRow title={spoken(row.title)} when={<When at={row.changedAt} />} />
      </RowLink>
      <Button kind="quiet" icon="close" label={t('drafts.remove')} busy={running} onPress={() => void remove()} />
    </li>
  );
}
