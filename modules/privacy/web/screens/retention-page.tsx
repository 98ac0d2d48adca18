import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { ListRow } from '#design/list-row.tsx';
import { Page } from '#design/page.tsx';
import { Tag } from '#design/tag.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { fillWords } from '#kernel/contract/words.ts';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { MoreRows } from '#kernel/web/calls/more-rows.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useReadPages } from '#kernel/web/calls/use-read-pages.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { retentionWords } from '../../contract/mark-words.ts';
import { listErasures, readRetention } from '../../contract/retention.ts';
import { HoldSheet } from '../parts/hold-sheet.tsx';
import { PeriodsCard } from '../parts/periods-card.tsx';
import { words } from '../words.ts';
import '../privacy.css';

type Retention = OutputOf<typeof readRetention>;
type Kind = Retention['kinds'][number];

/** For who supervises retention: what is due, what is held and why, what was erased, and how long things are kept. */
export function RetentionPage() {
  const t = useWords(words);
  const format = useFormat();
  const read = useRead(readRetention, {});
  const [open, setOpen] = useState<'hold' | Retention['holds'][number]>();
  return (
    <Page
      title={t('retention')}
      lead={t('retention.lead')}
      tools={
        <Button icon="pause" onPress={() => setOpen('hold')}>
          {t('hold')}
        </Button>
      }
    >
      <Loaded read={read} shape="rows">
        {({ kinds, holds, periods }) => (
          <>
            {holds.length > 0 ? (
              <Card title={t('holds')}>
                <ul className="gj-rows" aria-label={t('holds')}>
                  {holds.map((one) => (
                    <li key={one.holdId}>
                      <ListRow
                        title={one.person.name}
                        line={`${one.reason} · ${one.by.name} · ${format.exact(one.at)}`}
                        deciding={<Button onPress={() => setOpen(one)}>{t('release')}</Button>}
                      />
                    </li>
                  ))}
                </ul>
              </Card>
            ) : null}
            {kinds.map((kind) => (
              <KindOf key={kind.name} kind={kind} periods={periods} />
            ))}
          </>
        )}
      </Loaded>
      <Erasures periods={read.data?.periods} />
      <PeriodsCard />
      {open ? <HoldSheet {...(open === 'hold' ? {} : { hold: open })} onClose={() => setOpen(undefined)} /> : null}
    </Page>
  );
}

function KindOf({ kind, periods }: { kind: Kind; periods: Retention['periods'] }) {
  const t = useWords(words);
  const language = useLanguage();
  const format = useFormat();
  const rest = kind.held - kind.heldRows.length;
  return (
    <Card
      title={kind.title[language]}
      tools={<Tag tone={kind.due > 0 ? 'warn' : 'neutral'}>{t('retention.due', { count: kind.due })}</Tag>}
    >
      <div className="privacy-parts">
        <p className="gj-second">
          {t('retention.kept', {
            module: kind.module[language],
            period: fillWords(retentionWords[kind.period], language, periods),
          })}
          <br />
          {kind.hint[language]}
        </p>
        <p className="gj-second">
          {kind.seenAt ? (
            <a href={kind.seenAt}>{t('retention.byHand')}</a>
          ) : kind.lastErasedAt ? (
            t('retention.last', { at: format.exact(kind.lastErasedAt) })
          ) : (
            t('retention.never')
          )}
        </p>
        {kind.held > 0 ? (
          <>
            <h3>{t('retention.held', { count: kind.held })}</h3>
            <ul>
              {kind.heldRows.map(({ label, why }, number) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: what may not be named has nothing else to be told apart by
                <li key={number}>
                  {t('retention.heldRow', { label: label || t('retention.somebody'), why: why[language] })}
                </li>
              ))}
            </ul>
            {rest > 0 ? <p className="gj-second">{t('retention.heldMore', { count: rest })}</p> : null}
          </>
        ) : null}
      </div>
    </Card>
  );
}

function Erasures({ periods }: { periods: Retention['periods'] | undefined }) {
  const t = useWords(words);
  const language = useLanguage();
  const read = useReadPages(listErasures, {});
  return (
    <Card title={t('erasures')}>
      <Loaded read={{ ...read, data: read.rows }} shape="rows">
        {(rows) => (
          <>
            {rows.length === 0 ? <p className="gj-second">{t('erasures.none')}</p> : null}
            <ul className="gj-rows" aria-label={t('erasures')}>
              {rows.map((row) => (
                <li key={`${row.day} ${row.kind} ${row.employer?.id} ${row.destruction}`}>
                  <ListRow
                    title={row.title[language]}
                    line={[
                      row.day,
                      row.employer?.name ?? '',
                      row.destruction
                        ? t('erasures.byList', { number: row.destruction })
                        : periods
                          ? t('erasures.because', { period: fillWords(retentionWords[row.period], language, periods) })
                          : '',
                      row.evidence > 0 ? t('erasures.evidence', { count: row.evidence }) : '',
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                    deciding={t('erasures.count', { count: row.count })}
                  />
                </li>
              ))}
            </ul>
            <MoreRows of={read} />
          </>
        )}
      </Loaded>
    </Card>
  );
}
