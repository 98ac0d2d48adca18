import { TextArea } from '#design/text-area.tsx';
import { tell } from '#design/toast.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { UnderWayNote, useUnderWay } from '#kernel/web/uploads/under-way.tsx';
import { recordOutcome } from '../../contract/step-operations.ts';
import { useDraft } from '../use-draft.ts';
import type { Shown } from '../use-shown.ts';
import { words } from '../words.ts';
import { ActionSheet } from './action-sheet.tsx';
import { Labelled } from './labelled.tsx';
import { OpinionFiles } from './opinion-files.tsx';

/** 落实意见: what came of an opinion, or (no `slotId`) of the whole. */
export function OutcomeSheet(props: { shown: Shown; slotId: string; onClose: () => void }) {
  const t = useWords(words);
  const { requestId } = props.shown.view;
  const { slotId } = props;
  const { run, running, failure } = useCommand(recordOutcome);
  const draft = useDraft(`approvals.outcome.${requestId}.${slotId}`, {
    text: '',
    files: [] as readonly string[],
  });
  const underWay = useUnderWay();
  const send = async () => {
    if (!(await underWay.arrived())) return;
    const { text, files } = draft.now();
    const attached = files.length > 0 ? { files: [...files] } : {};
    if (!(await run({ requestId, text: text.trim(), ...attached, ...(slotId && { slotId }) }))) return;
    draft.forget();
    props.onClose();
    tell(t('told.recordOutcome'));
  };
  return (
    <ActionSheet
      title={t('do.recordOutcome')}
      send={t('do.recordOutcome')}
      busy={running || underWay.isWaiting}
      ready={draft.values.text.trim() !== ''}
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
      <OpinionFiles
        files={draft.values.files}
        onChange={(files) => draft.set({ files })}
        hint={t('outcome.files.hint')}
        underWay={underWay}
      />
      <UnderWayNote underWay={underWay} />
    </ActionSheet>
  );
}
