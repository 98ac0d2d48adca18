import { Empty } from '#design/empty.tsx';
import { ListRow } from '#design/list-row.tsx';
import { Page } from '#design/page.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { RowLink } from '#kernel/web/shell/row-link.tsx';
import { listDestructions } from '../../contract/destruction.ts';
import { DestructionState } from '../parts/destruction-state.tsx';
import { words } from '../words.ts';
import '../approvals.css';

/** 销毁清册: what waits for approval, is under way, and the log of what was destroyed. */
export function DestructionLists() {
  const t = useWords(words);
  const format = useFormat();
  const read = useRead(listDestructions, {});
  return (
    <Page title={t('destruction.lists')} lead={t('destruction.lists.lead')}>
      <Loaded read={read} shape="rows">
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty icon="list" title={t('destruction.lists.none')}>
              {t('destruction.lists.none.body')}
            </Empty>
          ) : (
            <div className="gj-rows">
              {rows.map((row) => (
                <RowLink key={row.destructionId} to={`/approvals/destruction/lists/${row.destructionId}`}>
                  <ListRow
                    title={row.number}
                    line={
                      <span className="approvals-line">
                        <DestructionState list={row} />
                        <span>{`${row.employer.name} · ${row.proposedBy.name} · ${format.exact(row.proposedAt)}`}</span>
                      </span>
                    }
                  />
                </RowLink>
              ))}
            </div>
          )
        }
      </Loaded>
    </Page>
  );
}
