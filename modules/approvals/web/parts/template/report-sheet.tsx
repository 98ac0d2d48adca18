import { TextArea } from '#design/text-area.tsx';
import { tell } from '#design/toast.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { reportFormProblem } from '../../../contract/template-operations.ts';
import { useDraft } from '../../use-draft.ts';
import { words } from '../../words.ts';
import { ActionSheet } from '../action-sheet.tsx';
import { Labelled } from '../labelled.tsx';

/** Something is wrong with this form (S1j): to its owner, who answers. */
export function ReportSheet(props: { kind: string; requestId?: string | undefined; onClose: () => void }) {
  const t = useWords(words);
  const { run, running, failure } = useCommand(reportFormProblem);
  const draft = useDraft(`approvals.report.${props.kind}`, { text: '' });
  const text = draft.values.text.trim();
  const send = async () => {
    if (!(await run({ kind: props.kind, text, ...(props.requestId && { requestId: props.requestId }) }))) return;
    draft.forget();
    props.onClose();
    tell(t('template.report.sent'));
  };
  return (
    <ActionSheet
      title={t('template.report')}
      send={t('template.report.send')}
      busy={running}
      ready={text !== ''}
      failure={failure}
      onSend={() => void send()}
      onClose={props.onClose}
    >
      <p className="gj-second">{t('template.report.hint')}</p>
      <Labelled label={t('template.report.text')}>
        {(named) => (
          <TextArea
            {...named}
            value={draft.values.text}
            most={2000}
            onChange={(next) => draft.set({ text: next ?? '' })}
          />
        )}
      </Labelled>
    </ActionSheet>
  );
}
