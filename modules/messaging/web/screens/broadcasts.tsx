import { useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { Empty } from '#design/empty.tsx';
import { Note } from '#design/note.tsx';
import { Page } from '#design/page.tsx';
import { Progress } from '#design/progress.tsx';
import { Question } from '#design/question.tsx';
import { Sheet } from '#design/sheet.tsx';
import { Stack } from '#design/stack.tsx';
import { Tabs } from '#design/tabs.tsx';
import { TextArea } from '#design/text-area.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { MoreRows } from '#kernel/web/calls/more-rows.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useReadPages } from '#kernel/web/calls/use-read-pages.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { When } from '#kernel/web/language/when.tsx';
import type { ScreenProps } from '#kernel/web/shell/module-web.ts';
import { Part } from '#kernel/web/shell/part.tsx';
import { departmentPicker, personPicker } from '#modules/directory/contract/parts.ts';
import {
  listBroadcasts,
  listRecipients,
  previewBroadcast,
  startBroadcast,
  stopBroadcast,
} from '../../contract/broadcasts.ts';
import { conversationClosed, personUnknown } from '../../contract/failures.ts';
import '../messaging.css';
import { words } from '../words.ts';

/** One message to many: whom, how many that are, and what became of those sent before (`?of=`). */
export function Broadcasts(_: ScreenProps) {
  const t = useWords(words);
  const [path, go] = useLocation();
  const of = new URLSearchParams(useSearch()).get('of');
  const list = useReadPages(listBroadcasts, {});
  const rows = list.rows ?? [];
  return (
    <Page title={t('broadcast')} lead={t('broadcast.lead')}>
      <Stack gap={4}>
        <NewBroadcast />
        <Card title={t('broadcast.sent')}>
          {list.failure ? <FailureNote failure={list.failure} onRetry={list.readAgain} /> : null}
          {list.rows && rows.length === 0 ? <Empty icon="send" title={t('broadcast.none')} /> : null}
          <ol>
            {rows.map((row) => (
              <Line key={row.broadcastId} row={row} onLook={() => go(`${path}?of=${row.broadcastId}`)} />
            ))}
          </ol>
          <MoreRows of={list} />
        </Card>
      </Stack>
      {of ? (
        <RecipientsSheet
          key={of}
          broadcastId={of}
          text={rows.find((row) => row.broadcastId === of)?.text}
          onClose={() => go(path, { replace: true })}
        />
      ) : null}
    </Page>
  );
}

function NewBroadcast() {
  const t = useWords(words);
  const [personIds, setPeople] = useState<readonly string[]>([]);
  const [departmentIds, setDepartments] = useState<readonly string[]>([]);
  const [text, setText] = useState('');
  const [asking, setAsking] = useState(false);
  const named = { personIds: [...personIds], departmentIds: [...departmentIds] };
  const some = personIds.length + departmentIds.length > 0;
  const preview = useRead(previewBroadcast, named, { when: some, keep: true });
  const start = useCommand(startBroadcast);
  const { count = 0, outside = 0, most = 0 } = some ? (preview.data ?? {}) : {};
  const sendable = count > 0 && count <= most && outside === 0 && text.trim() !== '';
  return (
    <Card title={t('broadcast.new')}>
      <Stack gap={4}>
        <div>
          <label htmlFor="broadcast-departments">{t('broadcast.departments')}</label>
          <Part
            of={departmentPicker}
            id="broadcast-departments"
            value={departmentIds}
            onChange={(value) => setDepartments(value ?? [])}
          />
        </div>
        <div>
          <label htmlFor="broadcast-people">{t('broadcast.people')}</label>
          <Part
            of={personPicker}
            id="broadcast-people"
            value={personIds}
            onChange={(value) => setPeople(value ?? [])}
          />
        </div>
        <div>
          <label htmlFor="broadcast-text">{t('broadcast.text')}</label>
          <TextArea id="broadcast-text" value={text} onChange={(value) => setText(value ?? '')} rows={4} />
        </div>
        {preview.failure ? <FailureNote failure={preview.failure} /> : null}
        {some && preview.data ? (
          <Note
            tone={outside > 0 || count > most ? 'warn' : 'accent'}
            title={
              outside > 0
                ? t('broadcast.outside', { count: outside })
                : count > most
                  ? t('broadcast.tooMany', { count, most })
                  : t('broadcast.count', { count })
            }
          />
        ) : null}
        {start.failure ? <FailureNote failure={start.failure} kept /> : null}
        <div className="gj-actions">
          <Button kind="primary" icon="send" disabled={!sendable} onPress={() => setAsking(true)}>
            {t('send')}
          </Button>
        </div>
      </Stack>
      <Question
        open={asking}
        title={t('broadcast.ask', { count })}
        yes={t('send')}
        no={t('cancel')}
        busy={start.running}
        onNo={() => setAsking(false)}
        onYes={async () => {
          const started = await start.run({ ...named, text });
          setAsking(false);
          if (!started) return;
          setText('');
          setPeople([]);
          setDepartments([]);
        }}
      >
        <p className="msg-broadcast-text" dir="auto">
          {text}
        </p>
      </Question>
    </Card>
  );
}

function Line({ row, onLook }: { row: OutputOf<typeof listBroadcasts>['rows'][number]; onLook: () => void }) {
  const t = useWords(words);
  const stop = useCommand(stopBroadcast);
  const { total, sent, failed, read, state } = row;
  return (
    <li className="msg-beside">
      <div className="msg-head">
        <When at={row.madeAt} />
        <span>{t(`broadcast.${state}`)}</span>
      </div>
      <p className="msg-broadcast-text" dir="auto">
        {row.text}
      </p>
      {state === 'running' ? (
        <Progress done={sent + failed} total={total} words={t('broadcast.progress', { done: sent + failed, total })} />
      ) : (
        <p>{t('broadcast.result', { sent, failed, read })}</p>
      )}
      {stop.failure ? <FailureNote failure={stop.failure} /> : null}
      <div className="gj-actions">
        <Button kind="quiet" icon="people" onPress={onLook}>
          {t('broadcast.look')}
        </Button>
        {state === 'running' ? (
          <Button kind="danger" busy={stop.running} onPress={() => void stop.run({ broadcastId: row.broadcastId })}>
            {t('broadcast.stop')}
          </Button>
        ) : null}
      </div>
    </li>
  );
}

const views = ['unread', 'read', 'failed', 'waiting'] as const;

/** Why somebody wasn’t reached, in short: they left, or what was said was refused. */
const gone: readonly (string | null)[] = [personUnknown.code, conversationClosed.code];

function RecipientsSheet(props: { broadcastId: string; text: string | undefined; onClose: () => void }) {
  const { broadcastId, text, onClose } = props;
  const t = useWords(words);
  const [shown, setShown] = useState<(typeof views)[number]>('unread');
  const list = useReadPages(listRecipients, { broadcastId, shown });
  const rows = list.rows ?? [];
  return (
    <Sheet title={t('broadcast.look')} onClose={onClose}>
      {text ? (
        <p className="msg-broadcast-text gj-second" dir="auto">
          {text}
        </p>
      ) : null}
      <Tabs
        label={t('broadcast.look')}
        current={shown}
        onChange={setShown}
        tabs={views.map((key) => ({ key, title: t(`recipients.${key}`) }))}
      />
      {list.failure ? <FailureNote failure={list.failure} onRetry={list.readAgain} /> : null}
      {list.rows && rows.length === 0 ? <p className="gj-second">{t('nobody')}</p> : null}
      <ul>
        {rows.map((row) => (
          <li key={row.personId} className="msg-rule">
            <span dir="auto">{row.name}</span>
            {row.conversationId ? (
              <a href={`/messages/${row.conversationId}`}>{t('go')}</a>
            ) : (
              row.failure && (
                <span className="gj-faint">
                  {t(gone.includes(row.failure) ? 'recipients.left' : 'recipients.refused')}
                </span>
              )
            )}
          </li>
        ))}
      </ul>
      <MoreRows of={list} />
    </Sheet>
  );
}
