import { RadioGroup } from '#design/radio-group.tsx';
import { tell } from '#design/toast.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { answerByHand } from '../../contract/call-operations.ts';
import { useDraft } from '../use-draft.ts';
import type { Shown } from '../use-shown.ts';
import { useSpoken } from '../use-spoken.ts';
import { words } from '../words.ts';
import { ActionSheet } from './action-sheet.tsx';
import { Labelled } from './labelled.tsx';
import { ReasonField } from './reason-field.tsx';

/** An administrator says what a call outside came to, having found out: nothing is chosen beforehand. */
export function AnswerByHandSheet(props: { shown: Shown; visit: number; onClose: () => void }) {
  const t = useWords(words);
  const spoken = useSpoken();
  const { shown, visit } = props;
  const { requestId, revision, steps, suspended } = shown.view;
  const offered = shown.may.find((may) => may.what === 'answerByHand' && may.visit === visit);
  const step = steps.find((one) => one.visit === visit);
  const { run, running, failure } = useCommand(answerByHand);
  const draft = useDraft(`approvals.answerByHand.${requestId}.${visit}`, { outcome: '', reason: '' });
  const { outcome } = draft.values;
  const reason = draft.values.reason.trim();
  const send = async () => {
    const attempt = offered?.attempt;
    if (attempt === undefined) return;
    const done = await run({ requestId, visit, attempt, revision, ok: outcome === 'done', reason });
    if (!done) return;
    draft.forget();
    props.onClose();
    tell(t(suspended && done.status === 'running' ? 'told.answerByHand.suspended' : 'told.answerByHand'));
  };
  return (
    <ActionSheet
      title={t('do.answerByHand')}
      send={t('do.answerByHand')}
      busy={running}
      ready={offered !== undefined && outcome !== '' && reason !== ''}
      failure={failure}
      onSend={() => void send()}
      onClose={props.onClose}
    >
      <p className="gj-second">{t('hint.answerByHand')}</p>
      <Labelled label={t('byHand.outcome', { step: step ? spoken(step.name) : '' })} required group>
        {(named) => (
          <RadioGroup
            {...named}
            value={outcome}
            onChange={(next) => draft.set({ outcome: next ?? '' })}
            choices={[
              { value: 'done', label: t('byHand.done') },
              { value: 'failed', label: t('byHand.failed') },
            ]}
          />
        )}
      </Labelled>
      <ReasonField
        label={t('byHand.reason')}
        value={draft.values.reason}
        onChange={(reason) => draft.set({ reason })}
      />
    </ActionSheet>
  );
}
