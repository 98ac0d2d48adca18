import { ListRow } from '#design/list-row.tsx';
import { Stack } from '#design/stack.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { summarizeLedger } from '../../contract/ledger.ts';
import { words } from '../words.ts';

/** Sums of this month by department; what few people have is hidden. */
export function DepartmentSums() {
  const t = useWords(words);
  const format = useFormat();
  const read = useRead(summarizeLedger, {});
  return (
    <Loaded read={read} shape="rows">
      {({ month, rows, least }) => (
        <Stack gap={2}>
          <p className="gj-second">{t('sums.body', { month: format.month(month), least })}</p>
          <ul className="policy-list">
            {rows.map((row) => (
              <li key={row.departmentId}>
                <ListRow
                  title={row.name}
                  line={t('sums.people', { count: row.people })}
                  deciding={row.points === null ? t('sums.hidden') : t('points', { count: row.points })}
                />
              </li>
            ))}
          </ul>
        </Stack>
      )}
    </Loaded>
  );
}
