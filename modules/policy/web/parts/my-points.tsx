import { Button } from '#design/button.tsx';
import { Empty } from '#design/empty.tsx';
import { Stack } from '#design/stack.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { MoreRows } from '#kernel/web/calls/more-rows.tsx';
import { useReadPages } from '#kernel/web/calls/use-read-pages.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { readLedger } from '../../contract/ledger.ts';
import { words } from '../words.ts';
import { EntryRows } from './entry-rows.tsx';

/** One's own ledger, with the way to the statement of each month. */
export function MyPoints() {
  const t = useWords(words);
  const format = useFormat();
  const pages = useReadPages(readLedger, {});
  const { rows, failure, loading, readAgain } = pages;
  const months = (entries: readonly { month: string }[]) => [...new Set(entries.map(({ month }) => month))];
  return (
    <Loaded read={{ data: rows, failure, loading, readAgain }} shape="rows">
      {(shown) =>
        shown.length === 0 ? (
          <Empty icon="list" title={t('empty.points')}>
            {t('empty.pointsBody')}
          </Empty>
        ) : (
          <Stack gap={4}>
            <div className="gj-actions">
              {months(shown).map((month) => (
                <Button key={month} kind="quiet" icon="print" href={`/policy/statements/${month}`}>
                  {t('statement.of', { month: format.month(month) })}
                </Button>
              ))}
            </div>
            <EntryRows entries={shown} />
            <MoreRows of={pages} />
          </Stack>
        )
      }
    </Loaded>
  );
}
