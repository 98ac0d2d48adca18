import { type ReactNode, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { Button } from '#design/button.tsx';
import { Empty } from '#design/empty.tsx';
import { Page } from '#design/page.tsx';
import { Skeleton } from '#design/skeleton.tsx';
import { Stack } from '#design/stack.tsx';
import { Tabs } from '#design/tabs.tsx';
import { Tag } from '#design/tag.tsx';
import { TextArea } from '#design/text-area.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { fillWords } from '#kernel/contract/words.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { MoreRows } from '#kernel/web/calls/more-rows.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useReadPages } from '#kernel/web/calls/use-read-pages.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { ScreenProps } from '#kernel/web/shell/module-web.ts';
import { Opening } from '#kernel/web/shell/opening.tsx';
import { listAsked } from '../../contract/answers.ts';
import { answerForward, listForwardConsents } from '../../contract/forward-consents.ts';
import { refusedMessage } from '../../contract/parts.ts';
import { cancelScheduled, changeScheduled, listScheduled, sendScheduled } from '../../contract/scheduled.ts';
import '../messaging.css';
import { WhenSheet } from '../parts/compose-sheets.tsx';
import { MessageBody } from '../parts/message-body.tsx';
import { textOf } from '../said.ts';
import { usePeople } from '../use-people.ts';
import { words } from '../words.ts';

const views = ['mine', 'others', 'toMe', 'byMe', 'scheduled'] as const;
type View = (typeof views)[number];

/** What waits: answers that are asked for, requests to forward, and what is to be sent later (`?shown=`). */
export function WaitingMessages(_: ScreenProps) {
  const t = useWords(words);
  const [path, go] = useLocation();
  const asked = new URLSearchParams(useSearch()).get('shown');
  const shown = views.find((view) => view === asked) ?? 'mine';
  return (
    <Page title={t('waits')}>
      <Tabs<View>
        label={t('waits')}
        current={shown}
        onChange={(key) => go(`${path}?shown=${key}`, { replace: true })}
        tabs={views.map((key) => ({ key, title: t(`waits.${key}`) }))}
      />
      {shown === 'mine' || shown === 'others' ? <Asked key={shown} shown={shown} /> : null}
      {shown === 'toMe' || shown === 'byMe' ? <Consents key={shown} shown={shown} /> : null}
      {shown === 'scheduled' ? <Scheduled /> : null}
    </Page>
  );
}

/** A list with what it says while it is read, empty, or has more. */
function Listed({
  list,
  none,
  children,
}: {
  list:
    | ReturnType<typeof useReadPages<typeof listAsked>>
    | ReturnType<typeof useReadPages<typeof listForwardConsents>>
    | ReturnType<typeof useReadPages<typeof listScheduled>>;
  none: string;
  children: ReactNode;
}) {
  return (
    <>
      {list.failure ? <FailureNote failure={list.failure} onRetry={list.readAgain} /> : null}
      {list.rows === undefined && !list.failure ? <Skeleton shape="rows" count={4} /> : null}
      {list.rows && list.rows.length === 0 ? <Empty icon="messages" title={none} /> : null}
      <ol>{children}</ol>
      <MoreRows of={list} />
    </>
  );
}

interface Shown {
  readonly conversationId: string;
  readonly seq: number;
  readonly message: { readonly kind: string; readonly body: Record<string, unknown> | null };
}

function Said({ row }: { row: Shown }) {
  const t = useWords(words);
  const { kind, body } = row.message;
  return body === null ? (
    <span className="gj-faint">{t('quote.gone')}</span>
  ) : (
    <MessageBody kind={kind} body={body} conversationId={row.conversationId} seq={row.seq} />
  );
}

const linkTo = (row: Shown) => `/messages/${row.conversationId}?at=${row.seq}`;

function Asked({ shown }: { shown: 'mine' | 'others' }) {
  const t = useWords(words);
  const format = useFormat();
  const list = useReadPages(listAsked, { shown });
  const rows = list.rows ?? [];
  const faceOf = usePeople(rows.flatMap((row) => [row.otherId, row.message.senderId]));
  return (
    <Listed list={list} none={t(`waits.${shown}.none`)}>
      {rows.map((row) => (
        <li key={`${row.conversationId} ${row.seq}`} className="msg-beside">
          <div className="msg-head">
            <span dir="auto">{faceOf(row.message.senderId).name}</span>
            {row.name ? <span dir="auto">{row.name}</span> : null}
            <Tag>{t('asked.until', { time: format.exact(row.deadline) })}</Tag>
            {shown === 'others' ? <span>{t('answers.missing', { count: row.waiting })}</span> : null}
          </div>
          <Said row={row} />
          <div className="gj-actions">
            <Button kind="quiet" icon="messages" href={linkTo(row)}>
              {t('go')}
            </Button>
          </div>
        </li>
      ))}
    </Listed>
  );
}

function Consents({ shown }: { shown: 'toMe' | 'byMe' }) {
  const t = useWords(words);
  const list = useReadPages(listForwardConsents, { shown });
  const rows = list.rows ?? [];
  const faceOf = usePeople(rows.flatMap((row) => [row.authorId, row.askerId]));
  const answer = useCommand(answerForward);
  return (
    <>
      {answer.failure ? <FailureNote failure={answer.failure} /> : null}
      <Listed list={list} none={t(`waits.${shown}.none`)}>
        {rows.map((row) => (
          <li key={row.consentId} className="msg-beside">
            <div className="msg-head">
              <span dir="auto">{faceOf(shown === 'toMe' ? row.askerId : row.authorId).name}</span>
              {row.name ? <span dir="auto">{row.name}</span> : null}
              <Tag>{t(`consent.${row.state}`)}</Tag>
            </div>
            <Said row={row} />
            <p className="gj-second" dir="auto">
              {t('consent.why', { reason: row.reason })}
            </p>
            <div className="gj-actions">
              {shown === 'toMe' && row.state === 'asked' ? (
                <>
                  <Button kind="primary" onPress={() => void answer.run({ consentId: row.consentId, give: true })}>
                    {t('consent.give')}
                  </Button>
                  <Button onPress={() => void answer.run({ consentId: row.consentId, give: false })}>
                    {t('consent.refuse')}
                  </Button>
                </>
              ) : null}
              <Button kind="quiet" icon="messages" href={linkTo(row)}>
                {t('go')}
              </Button>
            </div>
          </li>
        ))}
      </Listed>
    </>
  );
}

type ScheduledRow = OutputOf<typeof listScheduled>['rows'][number];

function Scheduled() {
  const t = useWords(words);
  const list = useReadPages(listScheduled, {});
  const rows = list.rows ?? [];
  const faceOf = usePeople(rows.map((row) => row.otherId));
  return (
    <Listed list={list} none={t('waits.scheduled.none')}>
      {rows.map((row) => (
        <ScheduledLine key={row.scheduledId} row={row} name={row.name ?? faceOf(row.otherId).name} />
      ))}
    </Listed>
  );
}

function ScheduledLine({ row, name }: { row: ScheduledRow; name: string }) {
  const t = useWords(words);
  const format = useFormat();
  const language = useLanguage();
  const [editing, setEditing] = useState<string>();
  const [choosing, setChoosing] = useState(false);
  const change = useCommand(changeScheduled);
  const send = useCommand(sendScheduled);
  const cancel = useCommand(cancelScheduled);
  const { scheduledId, said, failure } = row;
  const trouble = [change, send, cancel].find((command) => command.failure)?.failure;
  const { kind = 'text', ...body } = said.content ?? { kind: 'text' as const, text: said.text };
  const hasText = textOf(said) !== '';
  const sendNow = () => void send.run({ scheduledId });
  return (
    <li className="msg-beside">
      <div className="msg-head">
        <span dir="auto">{name}</span>
        <Tag tone={failure ? 'seal' : 'neutral'}>{format.exact(row.at)}</Tag>
      </div>
      {editing === undefined ? (
        <MessageBody kind={kind} body={body} conversationId="" seq={0} />
      ) : (
        <Stack gap={2}>
          <label htmlFor={scheduledId}>{t('edit.text')}</label>
          <TextArea id={scheduledId} value={editing} onChange={(value) => setEditing(value ?? '')} />
        </Stack>
      )}
      {failure ? (
        <p role="alert">{t('scheduled.failed', { why: fillWords(failure.words, language, failure.facts) })}</p>
      ) : null}
      {trouble ? <FailureNote failure={trouble} /> : null}
      {trouble ? <Opening of={refusedMessage} code={trouble.code} facts={trouble.facts} onAgain={sendNow} /> : null}
      <div className="gj-actions">
        {editing === undefined ? (
          <>
            <Button icon="send" busy={send.running} onPress={sendNow}>
              {t('scheduled.now')}
            </Button>
            <Button kind="quiet" icon="clock" onPress={() => setChoosing(true)}>
              {t('scheduled.when')}
            </Button>
            {hasText ? (
              <Button kind="quiet" icon="edit" onPress={() => setEditing(textOf(said))}>
                {t('edit')}
              </Button>
            ) : null}
            <Button kind="quiet" icon="trash" busy={cancel.running} onPress={() => void cancel.run({ scheduledId })}>
              {t('scheduled.cancel')}
            </Button>
          </>
        ) : (
          <>
            <Button
              kind="primary"
              busy={change.running}
              disabled={editing.trim() === ''}
              onPress={async () => {
                if (await change.run({ scheduledId, text: editing })) setEditing(undefined);
              }}
            >
              {t('save')}
            </Button>
            <Button onPress={() => setEditing(undefined)}>{t('cancel')}</Button>
          </>
        )}
      </div>
      {choosing ? (
        <WhenSheet
          title={t('scheduled.when')}
          hint={t('scheduled.hint')}
          act={t('save')}
          busy={change.running}
          failure={change.failure ? <FailureNote failure={change.failure} /> : null}
          onChoose={async (at) => {
            if (await change.run({ scheduledId, at })) setChoosing(false);
          }}
          onClose={() => setChoosing(false)}
        />
      ) : null}
    </li>
  );
}
