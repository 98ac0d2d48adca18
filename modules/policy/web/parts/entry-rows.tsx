import { ListRow } from '#design/list-row.tsx';
import { RowLink } from '#kernel/web/shell/row-link.tsx';
import type { LedgerEntry } from '../../contract/ledger.ts';
import { usePolicyWords } from '../use-policy-words.ts';

/** Entries of the ledger, each with the case and the person that it rests on. */
export function EntryRows({ entries }: { entries: readonly LedgerEntry[] }) {
  const { t, say, format } = usePolicyWords();
  const amountOf = (entry: LedgerEntry) =>
    entry.kind === 'points'
      ? t('points', { count: entry.amount })
      : t('moneyOf', { kind: t(`money.${entry.kind}`), amount: format.amount(entry.amount) });
  return (
    <ul className="policy-list">
      {entries.map((entry) => (
        <li key={entry.id}>
          <RowLink to={`/policy/cases/${entry.caseId}`}>
            <ListRow
              title={say(entry.articleNumber)}
              line={t(entry.corrects ? 'entry.correction' : 'entry.line', {
                number: entry.caseNumber,
                name: entry.decidedBy.name,
              })}
              deciding={amountOf(entry)}
              when={format.exact(entry.at)}
            />
          </RowLink>
        </li>
      ))}
    </ul>
  );
}
