import { Card } from '#design/card.tsx';
import { FactList } from '#design/fact-list.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { fillWords } from '#kernel/contract/words.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { retentionWords } from '../../contract/mark-words.ts';
import type { listOwnData } from '../../contract/operations.ts';
import { words } from '../words.ts';

/** How long the program keeps what it keeps for a time, whoever it is about, and what goes then. */
export function KeptCard({ kept, periods }: Pick<OutputOf<typeof listOwnData>, 'kept' | 'periods'>) {
  const t = useWords(words);
  const language = useLanguage();
  return (
    <Card title={t('kept')}>
      <FactList
        facts={kept.map(({ title, hint, period }) => ({
          name: title[language],
          value: (
            <>
              {fillWords(retentionWords[period], language, periods)}
              <br />
              <small className="gj-second">{hint[language]}</small>
            </>
          ),
        }))}
      />
    </Card>
  );
}
