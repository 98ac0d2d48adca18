import { Button } from '#design/button.tsx';
import { Empty } from '#design/empty.tsx';
import { FactList } from '#design/fact-list.tsx';
import { Page } from '#design/page.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import type { ScreenProps } from '#kernel/web/shell/module-web.ts';
import { readStatement } from '../../contract/ledger.ts';
import { EntryRows } from '../parts/entry-rows.tsx';
import { usePolicyWords } from '../use-policy-words.ts';
import '../policy.css';

/** A month on paper: who, what was entered and why, the sums of each kind by itself. */
export function StatementScreen({ params }: ScreenProps) {
  const { t, format } = usePolicyWords();
  const read = useRead(readStatement, { month: params.month ?? '' });
  return (
    <Page
      title={t('statement.title', { month: format.month(params.month ?? '') })}
      tools={
        <span className="gj-no-print">
          <Button icon="print" onPress={() => window.print()}>
            {t('print')}
          </Button>
        </span>
      }
    >
      <Loaded read={read} shape="page">
        {(statement) => (
          <>
            <FactList
              facts={[
                { name: t('statement.person'), value: statement.person.name },
                { name: t('statement.employer'), value: statement.employer.name },
                { name: t('statement.sum'), value: <strong>{t('points', { count: statement.points })}</strong> },
                ...statement.money.map(({ kind, fen }) => ({ name: t(`money.${kind}`), value: format.amount(fen) })),
                { name: t('statement.open'), value: t('statement.openBody', { count: statement.open }) },
                { name: t('statement.madeAt'), value: format.exact(statement.madeAt) },
              ]}
            />
            {statement.entries.length === 0 ? (
              <Empty icon="list" title={t('empty.points')} />
            ) : (
              <EntryRows entries={statement.entries} />
            )}
            <p className="gj-second">{t('statement.note')}</p>
          </>
        )}
      </Loaded>
    </Page>
  );
}
