import { useEffect, useMemo, useState } from 'react';
import { DatePicker } from '#design/date-picker.tsx';
import { Note } from '#design/note.tsx';
import { Sheet } from '#design/sheet.tsx';
import { TextArea } from '#design/text-area.tsx';
import { Timeline } from '#design/timeline.tsx';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useViewer } from '#kernel/web/identity/viewer.ts';
import { dayOf } from '#kernel/web/language/format.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useNow } from '#kernel/web/language/use-now.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { Part } from '#kernel/web/shell/part.tsx';
import { personPicker } from '#modules/directory/contract/parts.ts';
import type { FormDesign } from '../../../contract/form-design.ts';
import type { TemplateContent } from '../../../contract/template.ts';
import { tryTemplate } from '../../../contract/template-operations.ts';
import type { FormFacts } from '../../../domain/form/evaluate-form.ts';
import { describeRule } from '../../designer/describe-node.ts';
import { useSamples } from '../../designer/use-samples.ts';
import { useSpeech } from '../../designer/use-speech.ts';
import { useTrialFilling } from '../../designer/use-trial-filling.ts';
import { emptyDesign } from '../../empty-design.ts';
import { DesignedForm } from '../../form/designed-form.tsx';
import { useSpoken } from '../../use-spoken.ts';
import { words } from '../../words.ts';
import { Labelled } from '../labelled.tsx';

function readJson(text: string): Record<string, unknown> | undefined {
  try {
    const read: unknown = JSON.parse(text || '{}');
    return typeof read === 'object' && read !== null && !Array.isArray(read)
      ? (read as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** The path that a request of anybody would take, and why these people; nothing is written and nobody is told. */
export function TrySheet(props: {
  kind: string;
  employerId?: string | undefined;
  content: TemplateContent;
  onClose: () => void;
}) {
  const t = useWords(words);
  const spoken = useSpoken();
  const { design, definition } = props.content;
  const speech = useSpeech(definition, design ?? emptyDesign);
  const viewer = useViewer();
  const today = dayOf(useNow(), useFormat().zone);
  const [applicant, setApplicant] = useState<readonly string[]>([viewer.personId]);
  const [submittedOn, setSubmittedOn] = useState<string>();
  const [form, setForm] = useState<Record<string, unknown> | undefined>({});
  const [applicantId] = applicant;
  const facts = useMemo(
    () => ({ today: submittedOn ?? today, applicant: applicantId ?? viewer.personId }),
    [submittedOn, today, applicantId, viewer.personId],
  );
  const tried = useRead(
    tryTemplate,
    {
      kind: props.kind,
      ...(props.employerId && { employerId: props.employerId }),
      applicantId: applicantId ?? '',
      form: form ?? {},
      ...(submittedOn && { submittedOn }),
    },
    { when: applicantId !== undefined && form !== undefined, keep: true },
  );
  return (
    <Sheet title={t('template.try')} onClose={props.onClose}>
      <div className="gj-form">
        <p className="gj-second">{t('template.try.hint')}</p>
        <Labelled label={t('template.applicant')}>
          {(named) => (
            <Part
              of={personPicker}
              {...named}
              most={1}
              value={applicant}
              onChange={(next) => setApplicant(next ?? [])}
            />
          )}
        </Labelled>
        <Labelled label={t('template.submittedOn')} required={false}>
          {(named) => <DatePicker {...named} value={submittedOn} placeholder={today} onChange={setSubmittedOn} />}
        </Labelled>
        {design ? (
          <TriedForm design={design} facts={facts} onForm={setForm} />
        ) : (
          <FormAsText isRead={form !== undefined} onForm={setForm} />
        )}
        {tried.failure ? <FailureNote failure={tried.failure} /> : null}
        {tried.data && applicantId ? (
          <>
            {tried.data.mayStart ? null : <Note tone="warn" title={t('template.mayNotStart')} />}
            <Timeline
              label={t('template.path')}
              moments={tried.data.steps.map((step, index) => ({
                key: `${index}`,
                tone: step.people.length > 0 ? 'accent' : 'pass',
                title: `${spoken(step.name) || t('template.copies')}：${step.people.map((one) => one.name).join('、') || t('template.nobody')}`,
                meta: step.because
                  .map(
                    ({ rule, people }) =>
                      `${describeRule(rule as never, speech)} → ${people.map((one) => one.name).join('、') || t('template.nobody')}`,
                  )
                  .join('；'),
              }))}
            />
            <p>{t(`template.ends.${tried.data.ends}`)}</p>
          </>
        ) : null}
      </div>
    </Sheet>
  );
}

/** The form itself, filled in with usual values at first. */
function TriedForm(props: { design: FormDesign; facts: FormFacts; onForm: (form: Record<string, unknown>) => void }) {
  const t = useWords(words);
  const { facts, onForm } = props;
  const trial = useSamples(props.design, facts, t('design.sample.text'));
  const { filling } = useTrialFilling({
    design: trial.design,
    facts,
    values: trial.values,
    outcome: trial.outcome,
    onValues: trial.setValues,
  });
  const { values } = trial.outcome;
  useEffect(() => onForm({ ...values }), [values, onForm]);
  return <DesignedForm filling={filling} end={null} />;
}

/** Of a form that is part of the program. */
function FormAsText({
  isRead,
  onForm,
}: {
  isRead: boolean;
  onForm: (form: Record<string, unknown> | undefined) => void;
}) {
  const t = useWords(words);
  const [json, setJson] = useState('');
  return (
    <Labelled
      label={t('template.formJson')}
      required={false}
      problem={isRead ? undefined : t('template.formJson.wrong')}
    >
      {(named) => (
        <TextArea
          {...named}
          value={json}
          onChange={(next) => {
            setJson(next ?? '');
            onForm(readJson(next ?? ''));
          }}
        />
      )}
    </Labelled>
  );
}
