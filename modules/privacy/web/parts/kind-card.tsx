import { type ComponentType, useState } from 'react';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { FactList } from '#design/fact-list.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { fillWords } from '#kernel/contract/words.ts';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import type { Read } from '#kernel/web/calls/use-read.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { basisWords, purposeWords, retentionWords } from '../../contract/mark-words.ts';
import type { listOwnData, readOwnData } from '../../contract/operations.ts';
import { fieldPath, isTechnicalPath } from '../../domain/field-path.ts';
import { flatRow } from '../../domain/flat-row.ts';
import { words } from '../words.ts';
import '../privacy.css';

type Kind = OutputOf<typeof listOwnData>['kinds'][number];
type Periods = OutputOf<typeof listOwnData>['periods'];

/** A page of a kind, however its reader may read it. */
export type KindPage = ComponentType<{ of: string; cursor?: string }>;

/** One kind of what is recorded: what for, on what basis, how long, and the data itself when it is asked for. */
export function KindCard({ kind, periods, page: Data }: { kind: Kind; periods: Periods; page: KindPage }) {
  const t = useWords(words);
  const language = useLanguage();
  const [shown, setShown] = useState(false);
  const between = language === 'zh' ? '、' : ', ';
  return (
    <Card title={kind.name[language]}>
      <div className="privacy-parts">
        {kind.marks.length === 0 ? <p className="gj-second">{t('unmarked')}</p> : null}
        {kind.marks.map((mark) => (
          <p key={mark.fields.join()} className="gj-second">
            {t('line', {
              purpose: purposeWords[mark.purpose][language],
              basis: basisWords[mark.basis][language],
              retention: fillWords(retentionWords[mark.retention], language, periods),
            })}
            {mark.sensitive ? ` · ${t('sensitive')}` : ''}
            <br />
            <small>{mark.fields.map((field) => fieldPath(kind.key, field, language)).join(between)}</small>
          </p>
        ))}
        {shown ? (
          <Data of={kind.key} />
        ) : (
          <div className="gj-actions">
            <Button onPress={() => setShown(true)}>{t('show')}</Button>
          </div>
        )}
      </div>
    </Card>
  );
}

/** What a page of a kind holds, each field by its name in words. */
export function KindRows(props: {
  of: string;
  read: Omit<Read<OutputOf<typeof readOwnData>>, 'old'>;
  first: boolean;
  page: KindPage;
}) {
  const t = useWords(words);
  const language = useLanguage();
  const [more, setMore] = useState(false);
  const { of: key, page: Data } = props;
  return (
    <Loaded read={props.read} shape="rows">
      {({ data, next }) => {
        const rows = rowsOf(data);
        return (
          <>
            {rows.length === 0 && props.first ? <p>{t('none')}</p> : null}
            {rows.map((row, number) => (
              <FactList
                // biome-ignore lint/suspicious/noArrayIndexKey: rows of any kind have no name in common, and don't move
                key={number}
                facts={[...flatRow(row, language)]
                  .filter(([path, value]) => value !== '' && !isTechnicalPath(path))
                  .map(([path, value]) => ({ name: fieldPath(key, path, language), value }))}
              />
            ))}
            {next && !more ? (
              <div className="gj-actions">
                <Button onPress={() => setMore(true)}>{t('more')}</Button>
              </div>
            ) : null}
            {next && more ? <Data of={key} cursor={next} /> : null}
          </>
        );
      }}
    </Loaded>
  );
}

const rowsOf = (data: unknown): readonly unknown[] =>
  typeof data === 'object' && data !== null && 'rows' in data && Array.isArray(data.rows) ? data.rows : [data];
