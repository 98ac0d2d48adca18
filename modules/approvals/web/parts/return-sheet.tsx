import { RadioGroup } from '#design/radio-group.tsx';
import { TextArea } from '#design/text-area.tsx';
import { tell } from '#design/toast.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { UnderWayNote, useUnderWay } from '#kernel/web/uploads/under-way.tsx';
import { returnRequest } from '../../contract/operations.ts';
import { useDraft } from '../use-draft.ts';
import { useProof } from '../use-proof.ts';
import type { Shown } from '../use-shown.ts';
import { useSpoken } from '../use-spoken.ts';
import { words } from '../words.ts';
import { ActionSheet } from './action-sheet.tsx';
import { Labelled } from './labelled.tsx';
import { OpinionFiles } from './opinion-files.tsx';
import { ProofNote } from './proof-note.tsx';

/** Sends a request back: to whom, and how it goes on from there. */
export function ReturnSheet(props: { shown: Shown; slotId: string; onClose: () => void }) {
  const t = useWords(words);
  const spoken = useSpoken();
  const { shown, slotId } = props;
  const { requestId, revision, steps, applicantId } = shown.view;
  const draft = useDraft(`approvals.return.${requestId}.${slotId}`, {
    to: '',
    afterwards: 'again' as 'again' | 'straight',
    text: '',
    files: [] as readonly string[],
  });
  const { to, afterwards, text, files } = draft.values;
  const underWay = useUnderWay();
  const { run, running, failure } = useCommand(returnRequest);
  const proof = useProof(shown, slotId);
  const passed = new Map(
    steps
      .filter((step) => step.state === 'passed' && (step.kind === 'approve' || step.kind === 'handle'))
      .map((step) => [step.nodeId, step]),
  );
  const send = async () => {
    if (!(await underWay.arrived())) return;
    const typed = draft.now();
    const isSaid = typed.text.trim() !== '' || typed.files.length > 0;
    const answer = {
      to: typed.to === '' ? ({ kind: 'applicant' } as const) : ({ kind: 'node', nodeId: typed.to } as const),
      afterwards: typed.afterwards,
      ...(isSaid && { opinion: { text: typed.text, files: [...typed.files] } }),
    };
    const proven = await proof.prove({ what: 'return', ...answer }, failure);
    if (!proven) return;
    const done = await run({ requestId, slotId, revision, ...answer, ...proven });
    if (!done) return;
    draft.forget();
    props.onClose();
    tell(t('returned'));
  };
  return (
    <ActionSheet
      title={t('do.return')}
      send={t('do.return')}
      busy={running || proof.proving || underWay.isWaiting}
      ready={shown.opinion === 'optional' || text.trim() !== ''}
      failure={failure}
      onSend={() => void send()}
      onClose={props.onClose}
    >
      <Labelled label={t('return.to')} group>
        {(named) => (
          <RadioGroup
            {...named}
            value={to}
            onChange={(next) => draft.set({ to: next ?? '' })}
            choices={[
              { value: '', label: t('return.applicant', { name: shown.nameOf(applicantId) }) },
              ...[...passed].map(([value, step]) => ({
                value,
                label: t('return.step', {
                  step: spoken(step.name),
                  names: shown.namesOf(step.slots.map((slot) => slot.personId)),
                }),
              })),
            ]}
          />
        )}
      </Labelled>
      <Labelled label={t('return.afterwards')} hint={t(`return.${afterwards}.hint`)} group>
        {(named) => (
          <RadioGroup
            {...named}
            value={afterwards}
            onChange={(next) => draft.set({ afterwards: next ?? 'again' })}
            choices={[
              { value: 'again', label: t('return.again') },
              { value: 'straight', label: t('return.straight') },
            ]}
          />
        )}
      </Labelled>
      <Labelled label={t('return.why')} required={shown.opinion !== 'optional'}>
        {(named) => (
          <TextArea {...named} value={text} most={5000} onChange={(next) => draft.set({ text: next ?? '' })} />
        )}
      </Labelled>
      <OpinionFiles files={files} onChange={(held) => draft.set({ files: held })} underWay={underWay} />
      <UnderWayNote underWay={underWay} />
      <ProofNote shown={shown} proof={proof} />
    </ActionSheet>
  );
}
