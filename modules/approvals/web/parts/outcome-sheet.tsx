import { TextArea } from '#design/text-area.tsx';
import { tell } from '#design/toast.tsx';
import { useCommand } from '#kernel/web/use-command.ts';
import { useWords } from '#kernel/web/use-words.ts';
import { recordOutcome } from '../../contract/step-operations.ts';
import { useDraft } from '../use-draft.ts';
import type { Shown } from '../use-shown.ts';
import { words } from '../words.ts';
import { ActionSheet } from './action-sheet.tsx';
import { Labelled } from './labelled.tsx';

/** 落实意见: what came of an opinion, or (no `slotId`) of the whole. */
export function OutcomeSheet(props: { shown: Shown; slotId: string; onClose: () => void }) {
  const t = useWords(words);
  const { requestId } = props.shown.view;
  const { slotId } = props;
  const { run, running, failure } = useCommand(recordOutcome);
  const draft = useDraft(`approvals.outcome.${requestId}.${slotId}`, { text: '' });
  const text = draft.values.text.trim();
  const send = async () => {
    if (!(await run({ requestId, text, ...(slotId && { slotId }) }))) return;
    draft.forget();
    props.onClose();
    tell(t('told.recordOutcome'));
  };
  return (
    <ActionSheet
      title={t('do.recordOutcome')}
      send={t('do.recordOutcome')}
      busy={running}
      ready={text !== ''}
      failure={failure}
      onSend={() => void send()}
      onClose={props.onClose}
    >
      <p className="gj-second">{t('hint.recordOutcome')}</p>
      <Labelled label={t('outcome')}>
        {(named) => (
          <TextArea
            {...named}
            rows={4}
            value={draft.values.text}
            most={5000}
            onChange={(next) => draft.set({ text: next ?? '' })}
          />
        )}
      </Labelled>
    </ActionSheet>
  );
}
