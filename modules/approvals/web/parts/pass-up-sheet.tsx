import { TextArea } from '#design/text-area.tsx';
import { tell } from '#design/toast.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { UnderWayNote, useUnderWay } from '#kernel/web/uploads/under-way.tsx';
import { passUp } from '../../contract/step-operations.ts';
import { useDraft } from '../use-draft.ts';
import { useProof } from '../use-proof.ts';
import type { Shown } from '../use-shown.ts';
import { words } from '../words.ts';
import { ActionSheet } from './action-sheet.tsx';
import { Labelled } from './labelled.tsx';
import { OpinionFiles } from './opinion-files.tsx';
import { ProofNote } from './proof-note.tsx';

/** 转批: the own opinion stays, the decision goes to the nearest above who has the authority. */
export function PassUpSheet(props: { shown: Shown; slotId: string; readAgain: () => void; onClose: () => void }) {
  const t = useWords(words);
  const { shown, slotId } = props;
  const { requestId, revision } = shown.view;
  const { run, running, failure } = useCommand(passUp);
  const proof = useProof(shown, slotId);
  const draft = useDraft(`approvals.opinion.${requestId}.${slotId}`, {
    text: '',
    files: [] as readonly string[],
  });
  const text = draft.values.text.trim();
  const { files } = draft.values;
  const underWay = useUnderWay();
  const mustSay = shown.opinion === 'required' || shown.opinion === 'unlessApproved';
  const send = async () => {
    if (!(await underWay.arrived())) return;
    const typed = draft.now();
    const isSaid = typed.text.trim() !== '' || typed.files.length > 0;
    const given = isSaid ? { opinion: { text: typed.text.trim(), files: [...typed.files] } } : {};
    const proven = await proof.prove({ what: 'passUp', ...given }, failure);
    if (!proven) return;
    if (!(await run({ requestId, slotId, revision, ...given, ...proven }))) return props.readAgain();
    draft.forget();
    props.onClose();
    tell(t('told.passUp'));
  };
  return (
    <ActionSheet
      title={t('do.passUp')}
      send={t('do.passUp')}
      busy={running || proof.proving || underWay.isWaiting}
      ready={!mustSay || text !== ''}
      failure={failure}
      onSend={() => void send()}
      onClose={props.onClose}
    >
      <p className="gj-second">{t('hint.passUp')}</p>
      <Labelled label={t('opinion')} required={mustSay}>
        {(named) => (
          <TextArea
            {...named}
            rows={3}
            value={draft.values.text}
            most={5000}
            onChange={(next) => draft.set({ text: next ?? '' })}
          />
        )}
      </Labelled>
      <OpinionFiles files={files} onChange={(held) => draft.set({ files: held })} underWay={underWay} />
      <UnderWayNote underWay={underWay} />
      <ProofNote shown={shown} proof={proof} />
    </ActionSheet>
  );
}
