import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { FactList } from '#design/fact-list.tsx';
import { Note } from '#design/note.tsx';
import { Page } from '#design/page.tsx';
import { Tag } from '#design/tag.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useNow } from '#kernel/web/language/use-now.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { ScreenProps } from '#kernel/web/shell/module-web.ts';
import { Part } from '#kernel/web/shell/part.tsx';
import { fileList } from '#modules/files/contract/parts.ts';
import { readTransfer } from '../../contract/operations.ts';
import { EndSheet } from '../parts/end-sheet.tsx';
import { stateOf, stateTones } from '../state-of.ts';
import { words } from '../words.ts';

/** One entry of the register; for its receiver, in its time, with the material. */
export function TransferPage({ params }: ScreenProps) {
  const transferId = params.transferId ?? '';
  return (
    <Loaded read={useRead(readTransfer, { transferId })} shape="page">
      {(transfer) => <OneTransfer transfer={transfer} />}
    </Loaded>
  );
}

function OneTransfer({ transfer }: { transfer: OutputOf<typeof readTransfer> }) {
  const t = useWords(words);
  const format = useFormat();
  const state = stateOf(transfer, useNow());
  const [asking, setAsking] = useState(false);
  const { transferId, endedAt, from, to } = transfer;
  return (
    <Page
      title={transfer.nature}
      lead={<Tag tone={stateTones[state]}>{t(`state.${state}`)}</Tag>}
      tools={
        transfer.may.includes('end') ? (
          <Button kind="quiet" icon="undo" onPress={() => setAsking(true)}>
            {t('end')}
          </Button>
        ) : null
      }
    >
      {endedAt ? (
        <Note tone="seal" title={t('ended.at', { time: format.exact(endedAt) })}>
          {transfer.reason ?? t('ended.revoked')}
        </Note>
      ) : null}
      <Card title={t('material')}>
        {transfer.open ? (
          <>
            <p className="gj-second">{t('open.hint')}</p>
            <Part of={fileList} fileIds={transfer.fileIds} label={t('material')} />
          </>
        ) : (
          <p className="gj-second">
            {state === 'waiting'
              ? t('closed.waiting', { day: format.day(from) })
              : t(state === 'open' ? 'notYours' : 'closed.over')}
          </p>
        )}
      </Card>
      <Card>
        <FactList
          facts={[
            { name: t('classification'), value: t(`class.${transfer.classification}`) },
            { name: t('sender'), value: transfer.sender.name },
            { name: t('receiver'), value: transfer.receiver.name },
            { name: t('period'), value: t('between', { from: format.day(from), to: format.day(to) }) },
            { name: t('masked'), value: t(transfer.masked ? 'masked.yes' : 'masked.no') },
            { name: t('purpose'), value: transfer.purpose },
            { name: t('approval'), value: transfer.number },
          ]}
        />
      </Card>
      {asking ? <EndSheet transferId={transferId} onClose={() => setAsking(false)} /> : null}
    </Page>
  );
}
