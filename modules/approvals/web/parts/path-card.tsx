import { lazy, Suspense, useState } from 'react';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { Skeleton } from '#design/skeleton.tsx';
import { Tag } from '#design/tag.tsx';
import { type Moment, Timeline } from '#design/timeline.tsx';
import { useNow } from '#kernel/web/language/use-now.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { When } from '#kernel/web/language/when.tsx';
import { Part } from '#kernel/web/shell/part.tsx';
import { fileList } from '#modules/files/contract/parts.ts';
import { stepTones } from '../step-tones.ts';
import type { Shown, Slot, Step } from '../use-shown.ts';
import { useSpan } from '../use-span.ts';
import { useSpoken } from '../use-spoken.ts';
import { words } from '../words.ts';

const RequestFlow = lazy(async () => ({ default: (await import('./request-flow.tsx')).RequestFlow }));

/** The path of a request from top to bottom: who, when, how long, and whom it waits for now. */
export function PathCard({ shown, onRemove }: { shown: Shown; onRemove: (slotId: string) => void }) {
  const t = useWords(words);
  const spoken = useSpoken();
  const [isDrawn, setDrawn] = useState(false);
  const { view, nameOf, namesOf } = shown;
  const nameOfStep = (step: Step) => spoken(step.name) || t(step.kind === 'copy' ? 'step.copy' : 'step.unnamed');
  const momentOf = (step: Step, at: number): Moment => {
    const key = `${step.nodeId} ${step.visit ?? at}`;
    const meta = step.enteredAt ? <When at={step.enteredAt} /> : null;
    if (step.kind === 'start' && step.visit === undefined) {
      const title =
        view.submitterId === view.applicantId
          ? t('path.submitted', { name: nameOf(view.applicantId) })
          : t('path.submittedFor', { name: nameOf(view.submitterId), applicant: nameOf(view.applicantId) });
      return { key, tone: 'pass', title, meta };
    }
    if (step.kind === 'copy') {
      return {
        key,
        tone: step.state === 'ahead' ? 'neutral' : 'accent',
        icon: 'copy',
        title: nameOfStep(step),
        meta,
        children: step.copied ? <div className="gj-second">{namesOf(step.copied)}</div> : null,
      };
    }
    const asked = step.slots.filter((slot) => slot.state !== 'skipped' && slot.state !== 'repeated');
    return {
      key,
      tone: stepTones[step.state],
      ...(step.state === 'open' ? { icon: 'clock' as const, current: true } : {}),
      ...(step.state === 'rejected' ? { icon: 'close' as const } : {}),
      ...(step.state === 'cancelled' ? { icon: 'undo' as const } : {}),
      title: (
        <span className="approvals-line">
          <span>{step.kind === 'start' ? t('path.revision') : nameOfStep(step)}</span>
          {step.mode && asked.length > 1 ? <Tag>{t(`mode.${step.mode}`)}</Tag> : null}
          {step.state === 'cancelled' ? <Tag>{t('path.cancelled')}</Tag> : null}
          {step.branch ? <Tag>{spoken(step.branch.name) || t('path.branch')}</Tag> : null}
          {step.call ? <Tag tone={step.call === 'failed' ? 'seal' : 'neutral'}>{t(`call.${step.call}`)}</Tag> : null}
        </span>
      ),
      meta: step.state === 'ahead' ? t('path.ahead') : meta,
      children: (
        <ul className="approvals-slots">
          {(step.children ?? []).map((child) => (
            <ChildLine key={child.id} shown={shown} child={child} />
          ))}
          {step.slots.map((slot) => (
            <SlotLine key={slot.slotId} shown={shown} step={step} slot={slot} onRemove={onRemove} />
          ))}
        </ul>
      ),
    };
  };
  return (
    <Card
      title={t('path')}
      tools={
        <Button kind="quiet" onPress={() => setDrawn(!isDrawn)}>
          {t(isDrawn ? 'path.listed' : 'path.drawn')}
        </Button>
      }
    >
      {isDrawn ? (
        <Suspense fallback={<Skeleton shape="rows" />}>
          <RequestFlow shown={shown} />
        </Suspense>
      ) : (
        <Timeline label={t('path')} moments={view.steps.map(momentOf)} />
      )}
    </Card>
  );
}

/** A request that a sub-process made, with its state as this one knows it. */
function ChildLine({ shown, child }: { shown: Shown; child: NonNullable<Step['children']>[number] }) {
  const t = useWords(words);
  const made = shown.children.filter((one) => one.childId === child.id).at(-1);
  return (
    <li>
      {made ? <a href={`/requests/${made.requestId}`}>{made.number}</a> : t('child.notYet')}{' '}
      <span className="gj-second">{t(`child.${child.state}`)}</span>
    </li>
  );
}

function SlotLine(props: { shown: Shown; step: Step; slot: Slot; onRemove: (slotId: string) => void }) {
  const t = useWords(words);
  const span = useSpan();
  const now = useNow().getTime();
  const { shown, slot } = props;
  const { nameOf, view } = shown;
  const isDeputy = slot.by !== undefined && slot.by !== slot.personId;
  const name = isDeputy ? t('byDeputy', { by: nameOf(slot.by), name: nameOf(slot.personId) }) : nameOf(slot.personId);
  const urges = view.urges.filter((urge) => urge.asked.some((one) => one.slotId === slot.slotId));
  const lastUrge = urges.at(-1);
  const isOpen = slot.state === 'open' && !view.endedAt;
  // Who returned a request has no answer of his own: the return closed his task.
  const returned =
    slot.state === 'cancelled'
      ? view.history.find(
          (line) =>
            line.what === 'returned' &&
            line.at === props.step.leftAt &&
            (line.by === slot.personId || line.for === slot.personId),
        )
      : undefined;
  const { text: said, files } = slot.opinion ?? returned?.opinion ?? {};
  return (
    <li data-open={isOpen || undefined}>
      <div className="approvals-line">
        <strong>{name}</strong>
        {slot.origin === 'rule' ? null : <Tag>{t(`origin.${slot.origin}`)}</Tag>}
        <span className={isOpen ? 'approvals-waits' : 'gj-second'}>
          {isOpen && slot.askedAt
            ? t('slot.openSince', { span: span(slot.askedAt, now) })
            : t(returned ? 'slot.returned' : `slot.${slot.state}`)}
        </span>
        {slot.signed?.strength === 'passkey' ? <Tag icon="key">{t('signed.passkey')}</Tag> : null}
        {slot.overdue ? <Tag tone="seal">{t('overdue')}</Tag> : null}
        {slot.answeredAt && slot.askedAt ? (
          <span className="gj-faint">{t('slot.took', { span: span(slot.askedAt, slot.answeredAt) })}</span>
        ) : null}
        {shown.mayOf('removeApprover', slot.slotId) ? (
          <Button kind="quiet" onPress={() => props.onRemove(slot.slotId)}>
            {t('do.removeApprover')}
          </Button>
        ) : null}
      </div>
      {said ? <blockquote className="approvals-opinion">{said}</blockquote> : null}
      {files ? <Part of={fileList} fileIds={files.map(({ fileId }) => fileId)} label={t('opinion.files')} /> : null}
      {isOpen && lastUrge ? (
        <div className="gj-second">
          {t('slot.urged', { count: urges.length })} <When at={lastUrge.happenedAt} />
        </div>
      ) : null}
    </li>
  );
}
