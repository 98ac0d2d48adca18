import { type ReactNode, useEffect, useEffectEvent } from 'react';
import { useLocation, useSearch } from 'wouter';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { FactList } from '#design/fact-list.tsx';
import type { IconName } from '#design/icon.tsx';
import { MenuButton, type MenuChoice } from '#design/menu-button.tsx';
import { Note } from '#design/note.tsx';
import { Page } from '#design/page.tsx';
import { Tag } from '#design/tag.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useViewer } from '#kernel/web/identity/viewer.ts';
import { useNow } from '#kernel/web/language/use-now.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { When } from '#kernel/web/language/when.tsx';
import type { ScreenProps } from '#kernel/web/shell/module-web.ts';
import { markRead } from '#modules/notifications/contract/operations.ts';
import { copyAsNew } from '../../contract/list-operations.ts';
import { aboutTask } from '../../contract/notices.ts';
import { listKinds, readRequest } from '../../contract/operations.ts';
import { publishingProcess } from '../../contract/publishing-kind.ts';
import { claim } from '../../contract/step-operations.ts';
import { ArchiveCard } from '../parts/archive-card.tsx';
import { AuthorityNote } from '../parts/authority-note.tsx';
import { CallsCard } from '../parts/calls-card.tsx';
import { CommentForm } from '../parts/comment-form.tsx';
import { DutyNotes } from '../parts/duty-notes.tsx';
import { FieldValue } from '../parts/field-value.tsx';
import { HistoryCard } from '../parts/history-card.tsx';
import { LooksNote } from '../parts/looks-note.tsx';
import { PathCard } from '../parts/path-card.tsx';
import { PrintedRequest } from '../parts/printed-request.tsx';
import { RelatedCard } from '../parts/related-card.tsx';
import { RequestSheets } from '../parts/request-sheets.tsx';
import { Shortcut } from '../parts/shortcut.tsx';
import { StatusTag } from '../parts/status-tag.tsx';
import { PublicationCard } from '../parts/template/publication-card.tsx';
import { UrgeNotes } from '../parts/urge-notes.tsx';
import { type May, type Shown, useShown } from '../use-shown.ts';
import { useSpan } from '../use-span.ts';
import { useSpoken } from '../use-spoken.ts';
import { words } from '../words.ts';
import '../approvals.css';

/** One request: what is asked, where it stands and with whom, what was said, and what the reader may do about it. */
export function RequestPage({ params }: ScreenProps) {
  const requestId = params.requestId ?? '';
  const read = useRead(readRequest, { requestId });
  return (
    <Loaded read={read} shape="page">
      {(answer) => <OneRequest key={requestId} answer={answer} readAgain={read.readAgain} />}
    </Loaded>
  );
}

function OneRequest({ answer, readAgain }: { answer: OutputOf<typeof readRequest>; readAgain: () => void }) {
  const t = useWords(words);
  const spoken = useSpoken();
  const [here, go] = useLocation();
  const address = new URLSearchParams(useSearch());
  const shown = useShown(answer);
  const { view } = shown;
  useTold(shown);
  const close = () => go(here, { replace: true });
  const open = (what: May['what'] | 'disputeUrge', more: Record<string, string | undefined> = {}) => {
    const given = Object.entries(more).filter((entry): entry is [string, string] => entry[1] !== undefined);
    go(`${here}?${new URLSearchParams([['do', what], ...given])}`);
  };
  const title = t('request.of', { name: shown.nameOf(view.applicantId), title: spoken(view.title) });
  return (
    <Page
      title={title}
      {...(view.fields.some((field) => field.design?.kind === 'table') ? { width: 'full' } : {})}
      lead={
        <span className="approvals-line">
          <StatusTag status={view.status} suspended={view.suspended} />
          <span>{spoken(view.summary)}</span>
          <span className="gj-faint">{view.number}</span>
          <span className="gj-faint">
            <When at={view.submittedAt} />
          </span>
        </span>
      }
      tools={
        <span className="approvals-tools">
          <Button kind="quiet" icon="info" label={t('template.report')} onPress={() => go(`${here}?do=report`)} />
          {view.withheld || shown.byLook ? null : (
            <Button kind="quiet" icon="print" label={t('print')} onPress={() => window.print()} />
          )}
          <OtherActions shown={shown} open={open} />
        </span>
      }
      decide={useDecisions(shown, open)}
    >
      <div className="approvals-screen approvals-request">
        <Standing shown={shown} />
        <LooksNote shown={shown} onAsk={() => go(`${here}?do=askToLook`)} />
        <Concerns shown={shown} open={open} />
        <UrgeNotes shown={shown} onDispute={(urgeId, slotId) => open('disputeUrge', { slot: slotId, urge: urgeId })} />
        {view.withheld ? null : (
          <Card title={spoken(view.title)}>
            <FactList
              facts={view.fields.map((field) => ({
                name: spoken(field.label),
                value: <FieldValue field={field} requestId={view.requestId} />,
                wide: field.design?.kind === 'table',
              }))}
            />
          </Card>
        )}
        {view.kind === publishingProcess.name && !view.withheld ? <PublicationCard requestId={view.requestId} /> : null}
        <PathCard shown={shown} onRemove={(slotId) => open('removeApprover', { slot: slotId })} />
        <CallsCard
          shown={shown}
          onWake={(visit) => open('wake', { visit: String(visit) })}
          onAnswer={(visit) => open('answerByHand', { visit: String(visit) })}
        />
        <HistoryCard shown={shown}>
          {shown.mayOf('comment') ? <CommentForm requestId={view.requestId} /> : null}
        </HistoryCard>
        <RelatedCard requestId={view.requestId} mayRelate={!view.withheld} />
        <ArchiveCard requestId={view.requestId} />
      </div>
      {view.withheld || shown.byLook ? null : <PrintedRequest shown={shown} />}
      <RequestSheets shown={shown} address={address} readAgain={readAgain} onClose={close} />
    </Page>
  );
}

/** Who has the request open has read what he was told of his tasks in it: then nobody calls him about them. */
function useTold({ view }: Shown): void {
  const { personId } = useViewer();
  const { run } = useCommand(markRead);
  const { requestId, steps } = view;
  const slots = steps.flatMap((step) => step.slots);
  const own = slots.filter((slot) => slot.state === 'open' && slot.personId === personId).map((slot) => slot.slotId);
  const tell = useEffectEvent((slotId: string) => void run({ about: aboutTask(requestId, slotId) }));
  const asked = own.join(' ');
  useEffect(() => {
    for (const slotId of asked.split(' ')) if (slotId !== '') tell(slotId);
  }, [asked]);
}

/** What else matters about it: why it is urgent, whose authority it needs, for whom it was sent in, what is to be carried out. */
function Concerns({ shown, open }: { shown: Shown; open: Open }) {
  const t = useWords(words);
  const viewer = useViewer();
  const { view, nameOf, mayOf } = shown;
  const mayObject = mayOf('objectSubmission') && view.applicantId === viewer.personId;
  return (
    <>
      {view.urgent ? <Note tone="warn" icon="notifications" title={t('urgent.because', { why: view.urgent })} /> : null}
      <AuthorityNote shown={shown} />
      {view.objectedAt ? (
        <Note tone="seal" icon="info" title={t('objected', { name: nameOf(view.applicantId) })} />
      ) : mayObject ? (
        <Note
          tone="accent"
          icon="info"
          title={t('submittedForYou', { name: nameOf(view.submitterId) })}
          actions={<Button onPress={() => open('objectSubmission')}>{t('do.objectSubmission')}</Button>}
        />
      ) : null}
      <DutyNotes shown={shown} onRecord={(slotId) => open('recordOutcome', slotId ? { slot: slotId } : {})} />
      {shown.parent ? (
        <p className="gj-second">
          {t('parent')} <a href={`/requests/${shown.parent.requestId}`}>{shown.parent.number}</a>
        </p>
      ) : null}
    </>
  );
}

/** Where it stands, before anything else: whom it waits for and since when, or how it ended. */
function Standing({ shown }: { shown: Shown }) {
  const t = useWords(words);
  const spoken = useSpoken();
  const span = useSpan();
  const now = useNow().getTime();
  const viewer = useViewer();
  const { view, nameOf, namesOf } = shown;
  const { steps: underWay, asked } = shown.underWay;
  if (view.suspended) return <Note tone="warn" icon="pause" title={t('standing.suspended')} />;
  if (view.endedAt) {
    if (view.status === 'approved') return null;
    const ended = view.history.findLast((line) => line.what === 'ended');
    const last = view.history.findLast((line) => line.what === 'acted');
    const reason = view.endReason ?? (view.status === 'rejected' ? last?.opinion?.text : undefined);
    return (
      <Note
        tone={view.status === 'rejected' ? 'seal' : 'accent'}
        icon={view.status === 'rejected' ? 'close' : 'info'}
        title={t(`standing.${view.status}` as 'standing.rejected', { name: nameOf(ended?.by ?? last?.by) })}
      >
        {reason}
      </Note>
    );
  }
  const isLate = asked.some(({ slot }) => slot.overdue);
  if (view.status === 'returned') {
    const returned = view.history.findLast((line) => line.what === 'returned');
    const said = returned?.opinion?.text;
    return (
      <Note
        tone="warn"
        icon="undo"
        title={
          view.applicantId === viewer.personId
            ? t('standing.returnedToYou', { name: nameOf(returned?.by) })
            : t('standing.returned', { name: nameOf(view.applicantId) })
        }
      >
        {said}
      </Note>
    );
  }
  const [first] = underWay;
  if (!first) return null;
  const [since] = (
    asked.length > 0
      ? asked.map(({ step, slot }) => slot.askedAt ?? step.enteredAt)
      : underWay.map((step) => step.enteredAt)
  )
    .filter((at) => at !== undefined)
    .sort((a, b) => Date.parse(a) - Date.parse(b));
  const isMine = asked.some(({ slot }) => slot.personId === viewer.personId);
  // In parallel branches each with whom it waits for; a step without people (a sub-process, a delay) by its name.
  const waits = underWay.map((step) => {
    const people = asked.flatMap((one) => (one.step === step ? [one.slot.personId] : []));
    return people.length > 0
      ? t('standing.asked', { names: namesOf(people), step: spoken(step.name) })
      : spoken(step.name);
  });
  return (
    <div className="approvals-standing">
      <span>
        {isMine && asked.length === 1 ? t('standing.you') : t('standing.waits', { waits: waits.join(t('comma')) })}
        {since ? <span className="gj-second"> · {t('slot.openSince', { span: span(since, now) })}</span> : null}
      </span>
      {isLate ? <Tag tone="seal">{t('overdue')}</Tag> : null}
    </div>
  );
}

type Open = (what: May['what'], more?: Record<string, string | undefined>) => void;

/** The buttons at the thumb. Nothing where there is nothing to decide. */
function useDecisions(shown: Shown, open: Open): ReactNode {
  const t = useWords(words);
  const kinds = useRead(listKinds, {}, { when: shown.mayOf('resubmit') !== undefined });
  const approve = shown.mayOf('approve');
  const reject = shown.mayOf('reject', approve?.slotId);
  const handle = shown.mayOf('handle');
  const offered = shown.mayOf('claim');
  const passUp = shown.mayOf('passUp');
  const claiming = useCommand(claim);
  const buttons: ReactNode[] = [];
  if (reject) {
    const press = () => open('reject', { slot: reject.slotId });
    buttons.push(
      <Button key="reject" kind="danger" onPress={press}>
        {t('do.reject')}
      </Button>,
      <Shortcut key="r" keys="r" word={t('do.reject')} run={press} />,
    );
  }
  if (approve) {
    const press = () => open('approve', { slot: approve.slotId });
    buttons.push(
      <Button key="approve" kind="primary" icon="check" onPress={press}>
        {t('do.approve')}
      </Button>,
      <Shortcut key="a" keys="a" word={t('do.approve')} run={press} />,
    );
  }
  if (handle) {
    const press = () => open('handle', { slot: handle.slotId });
    buttons.push(
      <Button key="handle" kind="primary" icon="check" onPress={press}>
        {t('do.handle')}
      </Button>,
      <Shortcut key="h" keys="a" word={t('do.handle')} run={press} />,
    );
  }
  if (offered?.slotId !== undefined && !approve && !handle) {
    const { slotId } = offered;
    const take = () => void claiming.run({ requestId: shown.view.requestId, slotId });
    buttons.push(
      <Button key="claim" kind="primary" busy={claiming.running} onPress={take}>
        {t('do.claim')}
      </Button>,
    );
  }
  if (passUp && !approve && !handle) {
    const giveBack = shown.mayOf('return', passUp.slotId);
    if (giveBack) {
      buttons.push(
        <Button key="return" onPress={() => open('return', { slot: passUp.slotId })}>
          {t('do.return')}
        </Button>,
      );
    }
    buttons.push(
      <Button key="passUp" kind="primary" icon="forward" onPress={() => open('passUp', { slot: passUp.slotId })}>
        {t('do.passUp')}
      </Button>,
    );
  }
  if (shown.mayOf('resubmit')) {
    const start = kinds.data?.rows.find((kind) => kind.kind === shown.view.kind)?.startPath;
    if (start) {
      buttons.push(
        <Button key="resubmit" kind="primary" icon="edit" href={`${start}?again=${shown.view.requestId}`}>
          {t('do.resubmit')}
        </Button>,
      );
    }
  }
  if (buttons.length === 0 && shown.mayOf('urge')) {
    buttons.push(
      <Button key="urge" icon="notifications" onPress={() => open('urge')}>
        {t('do.urge')}
      </Button>,
    );
  }
  return buttons.length === 0 ? null : buttons;
}

const others = [
  { what: 'return', icon: 'undo' },
  { what: 'transfer', icon: 'forward' },
  { what: 'delegate', icon: 'people' },
  { what: 'addApprover', icon: 'plus' },
  { what: 'takeBack', icon: 'undo' },
  { what: 'putBack', icon: 'undo' },
  { what: 'copy', icon: 'copy' },
  { what: 'withdraw', icon: 'close', danger: true },
  { what: 'revoke', icon: 'close', danger: true },
  { what: 'reassign', icon: 'people' },
  { what: 'suspend', icon: 'pause' },
  { what: 'resume', icon: 'play' },
  { what: 'jump', icon: 'forward' },
  { what: 'wake', icon: 'play' },
  { what: 'answerByHand', icon: 'edit' },
  { what: 'terminate', icon: 'close', danger: true },
] as const satisfies readonly { what: May['what']; icon: IconName; danger?: boolean }[];

/** What else can be done; of several tasks to reassign, each with its person. */
function OtherActions({ shown, open }: { shown: Shown; open: Open }) {
  const t = useWords(words);
  const viewer = useViewer();
  const [, go] = useLocation();
  const isUrgeBelow = !shown.mayOf('approve') && !shown.mayOf('handle') && !shown.mayOf('resubmit');
  const urge = shown.mayOf('urge');
  const choices: MenuChoice[] = others.flatMap((other) => {
    const { what, icon } = other;
    const offered = shown.may.filter((may) => may.what === what);
    return offered.map((may) => ({
      key: `${what} ${may.slotId ?? ''} ${may.visit ?? ''}`,
      label:
        what === 'reassign' && may.slotId
          ? t('do.reassign.of', { name: shown.nameOf(shown.slotOf(may.slotId)?.personId) })
          : t(`do.${what}`),
      icon,
      danger: 'danger' in other,
      onPress: () => open(what, { slot: may.slotId, visit: may.visit === undefined ? undefined : String(may.visit) }),
    }));
  });
  if (urge && !isUrgeBelow) {
    choices.unshift({
      key: 'urge',
      label: t('do.urge'),
      icon: 'notifications',
      danger: false,
      onPress: () => open('urge'),
    });
  }
  const copied = useCommand(copyAsNew);
  const isDesigned = shown.view.fields.some((field) => field.design !== undefined);
  if (isDesigned && shown.view.applicantId === viewer.personId) {
    choices.push({
      key: 'copyAsNew',
      label: t('do.copyAsNew'),
      icon: 'copy',
      danger: false,
      onPress: () =>
        void copied.run({ requestId: shown.view.requestId }).then((done) => {
          if (done) go(`${done.startPath}?draft=${done.draftId}`);
        }),
    });
  }
  if (shown.mayOf('editForm')) {
    choices.push({
      key: 'editForm',
      label: t('do.editForm'),
      icon: 'edit',
      danger: false,
      onPress: () => go(`/requests/${shown.view.requestId}/correct`),
    });
  }
  return choices.length === 0 ? null : <MenuButton choices={choices} />;
}
