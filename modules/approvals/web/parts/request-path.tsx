import { Tag, type Tone } from '#design/tag.tsx';
import { type Moment, Timeline } from '#design/timeline.tsx';
import { useLanguage } from '#kernel/web/language.ts';
import { useWords } from '#kernel/web/use-words.ts';
import { When } from '#kernel/web/when.tsx';
import type { RequestView } from '../../contract/request.ts';
import { words } from '../words.ts';
import { useSpan } from './use-span.ts';

type Step = RequestView['steps'][number];
type Slot = Step['slots'][number];

const tones: Readonly<Record<Step['state'], Tone>> = {
  ahead: 'neutral',
  open: 'accent',
  passed: 'pass',
  rejected: 'seal',
  cancelled: 'neutral',
  copied: 'pass',
};

/** The way of a request from top to bottom: who, when, how long, and where it stands now. */
export function RequestPath({ view, nameOf }: { view: RequestView; nameOf: (id: string) => string }) {
  const t = useWords(words);
  const language = useLanguage();
  const moments: Moment[] = view.steps.map((step, at) => ({
    key: `${at}`,
    tone: tones[step.state],
    ...(step.state === 'open' && { icon: 'clock' as const, current: true }),
    ...(step.kind === 'copy' && { icon: 'copy' as const }),
    title: (
      <>
        {step.kind === 'start' && step.visit === undefined
          ? nameOf(view.submitterId)
          : step.name[language] || t('step.copy')}{' '}
        <span className="gj-second">{stepWord(step)}</span>
      </>
    ),
    ...(step.enteredAt && { meta: <When at={step.enteredAt} /> }),
    children: (
      <>
        {step.copied ? <div>{step.copied.map(nameOf).join(language === 'zh' ? '、' : ', ')}</div> : null}
        {step.slots.map((slot) => (
          <SlotLine key={slot.slotId} slot={slot} nameOf={nameOf} />
        ))}
      </>
    ),
  }));
  if (view.endedAt) {
    moments.push({
      key: 'end',
      tone: view.status === 'approved' ? 'pass' : view.status === 'rejected' ? 'seal' : 'neutral',
      icon: view.status === 'approved' ? 'check' : 'close',
      title: t(`status.${view.status}`),
      meta: <When at={view.endedAt} />,
      ...(view.endReason && { children: <div className="approvals-said">{view.endReason}</div> }),
    });
  }
  return <Timeline label={t('path')} moments={moments} />;

  function stepWord(step: Step): string {
    if (step.kind === 'start') return t(step.visit === undefined ? 'step.submitted' : 'step.resubmit');
    if (step.kind === 'copy') return step.state === 'copied' ? t('step.copied') : '';
    const several = step.slots.length > 1 && step.mode ? `${t(`mode.${step.mode}`)} ` : '';
    return several + (step.state === 'ahead' ? t('step.ahead') : '');
  }
}

function SlotLine({ slot, nameOf }: { slot: Slot; nameOf: (id: string) => string }) {
  const t = useWords(words);
  const span = useSpan();
  const by = slot.by !== undefined && slot.by !== slot.personId ? slot.by : undefined;
  return (
    <div className="approvals-slot">
      <span>
        {nameOf(slot.personId)}
        {by ? ` (${t('deputyBy', { name: nameOf(by) })})` : null} · {t(`slot.${slot.state}`)}
      </span>
      {slot.answeredAt ? (
        <span className="gj-second">
          <When at={slot.answeredAt} />
          {slot.askedAt ? ` · ${t('took', { time: span(slot.askedAt, slot.answeredAt) })}` : null}
        </span>
      ) : slot.state === 'open' && slot.askedAt ? (
        <span className="gj-second">{t('waits', { time: span(slot.askedAt, new Date().toISOString()) })}</span>
      ) : null}
      {slot.overdue ? <Tag tone="seal">{t('overdue')}</Tag> : null}
      {slot.opinion?.text ? <div className="approvals-said">{slot.opinion.text}</div> : null}
    </div>
  );
}
