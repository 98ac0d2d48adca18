import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { FactList } from '#design/fact-list.tsx';
import { Page } from '#design/page.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { fileUrl } from '#kernel/web/file-url.ts';
import { useLanguage } from '#kernel/web/language.ts';
import { Loaded } from '#kernel/web/loaded.tsx';
import { useRead } from '#kernel/web/use-read.ts';
import { useWords } from '#kernel/web/use-words.ts';
import { exportOwnData, listOwnData, readOwnData } from '../../contract/operations.ts';
import { flatRow } from '../../domain/flat-row.ts';
import { words } from '../words.ts';

type Kind = OutputOf<typeof listOwnData>['kinds'][number];

/** What is recorded about the reader, kind by kind: what for, on what basis, how long, and the data itself. */
export function OwnData() {
  const t = useWords(words);
  const language = useLanguage();
  const read = useRead(listOwnData, {});
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      tools={
        <Button kind="primary" icon="download" href={fileUrl(exportOwnData, { language })}>
          {t('export')}
        </Button>
      }
    >
      <Loaded read={read} shape="rows">
        {({ kinds }) => kinds.map((kind) => <OneKind key={kind.key} kind={kind} />)}
      </Loaded>
    </Page>
  );
}

function OneKind({ kind }: { kind: Kind }) {
  const t = useWords(words);
  const language = useLanguage();
  const [shown, setShown] = useState(false);
  return (
    <Card title={kind.name[language]}>
      {kind.marks.length === 0 ? <p className="gj-second">{t('unmarked')}</p> : null}
      {kind.marks.map((mark) => (
        <p key={mark.fields.join()} className="gj-second">
          {t('line', {
            purpose: t(`purpose.${mark.purpose}`),
            basis: t(`basis.${mark.basis}`),
            retention: t(`retention.${mark.retention}`),
          })}
          {mark.sensitive ? ` · ${t('sensitive')}` : ''}
          <br />
          <small>{mark.fields.join(', ')}</small>
        </p>
      ))}
      {shown ? (
        <Data of={kind.key} />
      ) : (
        <div className="gj-actions">
          <Button onPress={() => setShown(true)}>{t('show')}</Button>
        </div>
      )}
    </Card>
  );
}

function Data({ of: key, cursor }: { of: string; cursor?: string }) {
  const t = useWords(words);
  const [more, setMore] = useState(false);
  const read = useRead(readOwnData, { key, ...(cursor ? { cursor } : {}) });
  return (
    <Loaded read={read} shape="rows">
      {({ data, next }) => {
        const rows = rowsOf(data);
        return (
          <>
            {rows.length === 0 && !cursor ? <p>{t('none')}</p> : null}
            {rows.map((row, number) => (
              <FactList
                // biome-ignore lint/suspicious/noArrayIndexKey: rows of any kind have no name in common, and don't move
                key={number}
                facts={[...flatRow(row)].filter(([, value]) => value !== '').map(([name, value]) => ({ name, value }))}
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
