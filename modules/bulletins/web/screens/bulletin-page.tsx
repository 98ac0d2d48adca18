import { useEffect, useEffectEvent, useState } from 'react';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { FactList } from '#design/fact-list.tsx';
import { Note } from '#design/note.tsx';
import { Page } from '#design/page.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { When } from '#kernel/web/language/when.tsx';
import type { ScreenProps } from '#kernel/web/shell/module-web.ts';
import { Part } from '#kernel/web/shell/part.tsx';
import { labelTag } from '#modules/messaging/contract/labels/label-part.ts';
import { markRead, readBulletin } from '../../contract/operations.ts';
import { TakeDownSheet } from '../parts/take-down-sheet.tsx';
import { words } from '../words.ts';
import '../bulletins.css';

/** One bulletin with where it comes from. Opening it is having read it. */
export function BulletinPage({ params }: ScreenProps) {
  const bulletinId = params.bulletinId ?? '';
  return (
    <Loaded read={useRead(readBulletin, { bulletinId })} shape="page">
      {(bulletin) => <OneBulletin key={bulletinId} bulletin={bulletin} />}
    </Loaded>
  );
}

function OneBulletin({ bulletin }: { bulletin: OutputOf<typeof readBulletin> }) {
  const t = useWords(words);
  const format = useFormat();
  const { run } = useCommand(markRead);
  const [asking, setAsking] = useState(false);
  const { bulletinId, withdrawnAt, validUntil } = bulletin;
  const opened = useEffectEvent(() => {
    if (!bulletin.read && bulletin.body !== null) void run({ bulletinId });
  });
  useEffect(() => opened(), []);
  return (
    <Page
      title={bulletin.headline}
      lead={
        <>
          {t(`sort.${bulletin.sort}`)}{' '}
          {bulletin.classification === 'internal' ? null : <Part of={labelTag} label={bulletin.classification} />}
        </>
      }
      tools={
        bulletin.may.includes('takeDown') ? (
          <Button kind="quiet" icon="undo" onPress={() => setAsking(true)}>
            {t('takeDown')}
          </Button>
        ) : null
      }
    >
      {withdrawnAt ? (
        <Note tone="seal" title={t('takenDown.on', { time: format.exact(withdrawnAt) })}>
          {bulletin.reason ?? t('takenDown.revoked')}
        </Note>
      ) : bulletin.expired ? (
        <Note tone="warn" title={t('expired.note')} />
      ) : null}
      <Card>
        {bulletin.body === null ? (
          <p className="gj-second">{t('hidden')}</p>
        ) : (
          <div className="bulletins-text">{bulletin.body}</div>
        )}
      </Card>
      <Card>
        <FactList
          facts={[
            { name: t('publisher'), value: bulletin.publisher.name },
            { name: t('published'), value: <When at={bulletin.publishedAt} /> },
            { name: t('until'), value: validUntil === null ? t('untilTakenDown') : format.day(validUntil) },
            { name: t('approval'), value: bulletin.number },
          ]}
        />
      </Card>
      {asking ? <TakeDownSheet bulletinId={bulletinId} onClose={() => setAsking(false)} /> : null}
    </Page>
  );
}
