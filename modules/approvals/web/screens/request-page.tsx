import { useId, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import type { MenuChoice } from '#design/menu-button.tsx';
import { Note } from '#design/note.tsx';
import { Page } from '#design/page.tsx';
import { Tag, type Tone } from '#design/tag.tsx';
import { TextArea } from '#design/text-area.tsx';
import { tell } from '#design/toast.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { FailureNote } from '#kernel/web/failure-note.tsx';
import { useLanguage } from '#kernel/web/language.ts';
import { Loaded } from '#kernel/web/loaded.tsx';
import type { ScreenProps } from '#kernel/web/module-web.ts';
import { useCommand } from '#kernel/web/use-command.ts';
import { useRead } from '#kernel/web/use-read.ts';
import { useWords } from '#kernel/web/use-words.ts';
import { useViewer } from '#kernel/web/viewer.ts';
import { When } from '#kernel/web/when.tsx';
import { comment, confirmUrge, disputeUrge, readRequest, takeBack, urge } from '../../contract/operations.ts';
import { DecideBar } from '../parts/decide-bar.tsx';
import { RequestFields } from '../parts/request-fields.tsx';
import { RequestHistory } from '../parts/request-history.tsx';
import { RequestPath } from '../parts/request-path.tsx';
import { RequestSheet, type SheetKind } from '../parts/request-sheets.tsx';
import { words } from '../words.ts';
import '../approvals.css';

type Answer = OutputOf<typeof readRequest>;

const sheets: readonly SheetKind[] = ['transfer', 'add', 'return', 'copy', 'reminded', 'withdraw'];
const tones: Readonly<Record<Answer['view']['status'], Tone>> = {
  running: 'accent',
  returned: 'warn',
  approved: 'pass',
  rejected: 'seal',
  withdrawn: 'neutral',
  terminated: 'neutral',
};

/** One request: what is asked, where it stands, everything that happened, and what the reader can do about it. */
export function RequestPage({ params }: ScreenProps) {
  const read = useRead(readRequest, { requestId: params.requestId ?? '' });
  return (
    <Loaded read={read} shape="page">
      {(answer) => <Shown key={answer.view.requestId} answer={answer} readAgain={read.readAgain} />}
    </Loaded>
  );
}

function Shown({ answer, readAgain }: { answer: Answer; readAgain: () => void }) {
  const t = useWords(words);
  const language = useLanguage();
  const [path, go] = useLocation();
  const asked = new URLSearchParams(useSearch()).get('sheet');
  const { view, may } = answer;
  const [elsewhere, setElsewhere] = useState<{ byName?: unknown }>();
  const names = new Map(answer.people.map((person) => [person.id, person.name]));
  const nameOf = (id: string) => names.get(id) ?? t('somebody');
  const mine = (what: Answer['may'][number]['what']) => may.find((one) => one.what === what);
  const decide = mine('approve') ?? mine('handle');
  const openSlots = view.steps.flatMap((step) => step.slots.filter((slot) => slot.state === 'open'));
  const open = (kind: SheetKind) => go(`${path}?sheet=${kind}`);
  const choice = (key: SheetKind, what: Answer['may'][number]['what'], word: 'return' | 'transfer' | 'add' | 'copy') =>
    mine(what) ? [{ key, label: t(word), onPress: () => open(key) } satisfies MenuChoice] : [];
  const more = [
    ...choice('return', 'return', 'return'),
    ...choice('transfer', 'transfer', 'transfer'),
    ...choice('add', 'addApprover', 'add'),
  ];
  const sheet = sheets.find((kind) => kind === asked);
  return (
    <Page
      title={`${nameOf(view.applicantId)} · ${view.title[language]}`}
      lead={
        <span className="approvals-lead">
          <Tag tone={tones[view.status]}>{t(`status.${view.status}`)}</Tag>
          {view.suspended ? <Tag tone="warn">{t('suspended')}</Tag> : null}
          <span>{view.number}</span>
          <When at={view.submittedAt} />
        </span>
      }
      tools={
        <>
          {mine('copy') ? (
            <Button kind="quiet" icon="copy" onPress={() => open('copy')}>
              {t('copy')}
            </Button>
          ) : null}
          <Button kind="quiet" icon="print" label={t('print')} onPress={() => window.print()} />
        </>
      }
      decide={
        decide?.slotId ? (
          <DecideBar
            key={decide.slotId}
            requestId={view.requestId}
            slotId={decide.slotId}
            revision={view.revision}
            kind={decide.what === 'handle' ? 'handle' : 'approve'}
            opinion={answer.opinion}
            more={more}
            onElsewhere={({ facts }) => {
              setElsewhere(facts);
              readAgain();
            }}
          />
        ) : null
      }
    >
      {elsewhere ? (
        <Note tone="accent" title={t('elsewhere', { name: String(elsewhere.byName ?? t('somebody')) })} live>
          {t('elsewhere.now', { status: t(`status.${view.status}`) })}
        </Note>
      ) : null}
      <Reminders answer={answer} nameOf={nameOf} />
      <Card title={<span className="approvals-summary">{view.summary[language]}</span>}>
        <RequestFields fields={view.fields} />
      </Card>
      <Card title={t('path')}>
        <RequestPath view={view} nameOf={nameOf} />
        <OwnTools answer={answer} open={open} />
      </Card>
      <Card title={t('history')}>
        <RequestHistory view={view} nameOf={nameOf} />
        <Comment requestId={view.requestId} />
      </Card>
      {sheet ? (
        <RequestSheet
          kind={sheet}
          requestId={view.requestId}
          revision={view.revision}
          slotIds={sheet === 'reminded' ? openSlots.map((slot) => slot.slotId) : [decide?.slotId ?? '']}
          onClose={() => go(path, { replace: true })}
        />
      ) : null}
    </Page>
  );
}

/** Reminders by phone or in person that the reader is to confirm or dispute. */
function Reminders({ answer, nameOf }: { answer: Answer; nameOf: (id: string) => string }) {
  const t = useWords(words);
  const confirm = useCommand(confirmUrge);
  const dispute = useCommand(disputeUrge);
  const { requestId, urges } = answer.view;
  const failure = confirm.failure ?? dispute.failure;
  return (
    <>
      {failure ? <FailureNote failure={failure} /> : null}
      {answer.may.map(({ what, slotId = '', urgeId = '' }) => {
        const told = urges.find((one) => one.urgeId === urgeId);
        if (what !== 'answerUrge' || !told) return null;
        const which = { requestId, slotId, urgeId };
        return (
          <Note
            key={`${urgeId} ${slotId}`}
            tone="warn"
            icon={told.channel === 'phone' ? 'phone' : 'people'}
            title={t(`said.${told.channel}`, { name: nameOf(told.by) })}
            actions={
              <>
                <Button busy={dispute.running} onPress={() => void dispute.run(which)}>
                  {t('dispute')}
                </Button>
                <Button kind="primary" busy={confirm.running} onPress={() => void confirm.run(which)}>
                  {t('confirm')}
                </Button>
              </>
            }
          >
            <When at={told.happenedAt} /> {told.text}
          </Note>
        );
      })}
    </>
  );
}

/** What the applicant can do while it runs, and an approver about an answer already given. */
function OwnTools({ answer, open }: { answer: Answer; open: (kind: SheetKind) => void }) {
  const t = useWords(words);
  const push = useCommand(urge);
  const back = useCommand(takeBack);
  const { personId } = useViewer();
  const { may, view, changePath } = answer;
  const offered = (what: Answer['may'][number]['what']) => may.find((one) => one.what === what);
  const { requestId } = view;
  const failure = push.failure ?? back.failure;
  const taken = offered('takeBack');
  const own = personId === view.applicantId || personId === view.submitterId;
  return (
    <div className="approvals-tools gj-no-print">
      {failure ? <FailureNote failure={failure} /> : null}
      <div className="gj-actions">
        {offered('resubmit') && changePath ? (
          <Button kind="primary" icon="edit" href={changePath}>
            {t('change')}
          </Button>
        ) : null}
        {offered('urge') ? (
          <>
            <Button
              icon="urgent"
              busy={push.running}
              onPress={async () => {
                if (await push.run({ requestId })) tell(t('urge.done'));
              }}
            >
              {t('urge')}
            </Button>
            <Button kind="quiet" icon="phone" onPress={() => open('reminded')}>
              {t('reminded')}
            </Button>
          </>
        ) : null}
        {taken?.slotId ? (
          <Button
            kind="quiet"
            icon="undo"
            busy={back.running}
            onPress={() => void back.run({ requestId, slotId: taken.slotId ?? '' })}
          >
            {t('takeBack')}
          </Button>
        ) : null}
        {own && offered('withdraw') ? (
          <Button kind="quiet" icon="close" onPress={() => open('withdraw')}>
            {t('withdraw')}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

function Comment({ requestId }: { requestId: string }) {
  const t = useWords(words);
  const id = useId();
  const [text, setText] = useState('');
  const send = useCommand(comment);
  return (
    <form
      className="approvals-comment gj-no-print"
      onSubmit={async (event) => {
        event.preventDefault();
        if (text.trim() === '') return;
        if (await send.run({ requestId, text: text.trim() })) setText('');
      }}
    >
      <label className="gj-unseen" htmlFor={id}>
        {t('comment')}
      </label>
      <TextArea
        id={id}
        rows={1}
        most={5_000}
        value={text}
        placeholder={t('comment')}
        onChange={(value) => setText(value ?? '')}
      />
      {send.failure ? <FailureNote failure={send.failure} kept /> : null}
      <Button type="submit" busy={send.running} disabled={text.trim() === ''}>
        {t('comment.send')}
      </Button>
    </form>
  );
}
