import { useState } from 'react';
import { DatePicker } from '#design/date-picker.tsx';
import { TextArea } from '#design/text-area.tsx';
import { tell } from '#design/toast.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { TemplateChange, TemplateProblem } from '../../../contract/template.ts';
import { askToPublish } from '../../../contract/template-operations.ts';
import { useDraft } from '../../use-draft.ts';
import { words } from '../../words.ts';
import { ActionSheet } from '../action-sheet.tsx';
import { Labelled } from '../labelled.tsx';
import { ChangesList } from './changes-list.tsx';
import { ProblemList } from './problem-list.tsx';

/** Asks for a draft to be published: what changes, what still stands in the way, from when. */
export function PublishSheet(props: {
  kind: string;
  employerId?: string | undefined;
  revision: number;
  problems: readonly TemplateProblem[];
  changes: readonly TemplateChange[];
  isFirst: boolean;
  onOpen: (part: TemplateProblem['part']) => void;
  onClose: () => void;
}) {
  const t = useWords(words);
  const { run, running, failure } = useCommand(askToPublish);
  const draft = useDraft(`approvals.publish.${props.kind}`, { note: '' });
  const [effectiveOn, setEffectiveOn] = useState<string>();
  const errors = props.problems.filter((one) => one.severity === 'error');
  const note = draft.values.note.trim();
  const send = async () => {
    const asked = await run({
      kind: props.kind,
      ...(props.employerId && { employerId: props.employerId }),
      revision: props.revision,
      note,
      ...(effectiveOn && { effectiveOn }),
    });
    if (!asked) return;
    draft.forget();
    props.onClose();
    tell(t(asked.published ? 'template.publishedAlone' : 'template.askedFor', { number: asked.number }));
  };
  return (
    <ActionSheet
      title={t('template.publish')}
      send={t('template.publish.send')}
      busy={running}
      ready={note !== '' && errors.length === 0}
      failure={failure}
      onSend={() => void send()}
      onClose={props.onClose}
    >
      <p className="gj-second">{t('template.publish.hint')}</p>
      {props.problems.length > 0 ? <ProblemList problems={props.problems} onOpen={props.onOpen} /> : null}
      <Labelled label={t('template.note')}>
        {(named) => (
          <TextArea
            {...named}
            value={draft.values.note}
            most={500}
            onChange={(next) => draft.set({ note: next ?? '' })}
          />
        )}
      </Labelled>
      <Labelled label={t('template.effectiveOn')} required={false} hint={t('template.effectiveOn.hint')}>
        {(named) => <DatePicker {...named} value={effectiveOn} onChange={setEffectiveOn} />}
      </Labelled>
      {props.isFirst ? null : <ChangesList changes={props.changes} most={30} />}
    </ActionSheet>
  );
}
