import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { When } from '#kernel/web/language/when.tsx';
import { listCalls } from '../../contract/call-operations.ts';
import type { Shown } from '../use-shown.ts';
import { useSpoken } from '../use-spoken.ts';
import { words } from '../words.ts';
import { CallState } from './call-state.tsx';

/** What the request called outside, for who administers it: how each call stands; what is waited for can be made again. */
export function CallsCard(props: { shown: Shown; onWake: (visit: number) => void; onAnswer: (visit: number) => void }) {
  const { shown, onWake, onAnswer } = props;
  const t = useWords(words);
  const spoken = useSpoken();
  const { view } = shown;
  const hasCalls = view.steps.some((step) => step.kind === 'call' && step.state !== 'ahead');
  const rows = useRead(listCalls, { requestId: view.requestId }, { when: hasCalls }).data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <Card title={t('calls')}>
      <ul className="approvals-versions" aria-label={t('calls')}>
        {rows.map((row) => (
          <li key={row.callId}>
            <div className="approvals-line">
              <strong>{spoken(row.name)}</strong>
              {row.attempt > 1 ? <span className="gj-faint">{t('calls.attempt', { count: row.attempt })}</span> : null}
              <span className="gj-faint">
                <When at={row.madeAt} />
              </span>
              {row.mayWake ? (
                <Button kind="quiet" icon="refresh" onPress={() => onWake(row.visit)}>
                  {t('calls.retry')}
                </Button>
              ) : null}
              {shown.may.some(
                (may) => may.what === 'answerByHand' && may.visit === row.visit && may.attempt === row.attempt,
              ) ? (
                <Button kind="quiet" icon="edit" onPress={() => onAnswer(row.visit)}>
                  {t('do.answerByHand')}
                </Button>
              ) : null}
            </div>
            <div>
              <CallState call={row} />
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
