import { useState } from 'react';
import { Input } from '#design/input.tsx';
import { Note } from '#design/note.tsx';
import { Sheet } from '#design/sheet.tsx';
import { TextArea } from '#design/text-area.tsx';
import { Timeline } from '#design/timeline.tsx';
import { FailureNote } from '#kernel/web/failure-note.tsx';
import { Part } from '#kernel/web/part.tsx';
import { useRead } from '#kernel/web/use-read.ts';
import { useWords } from '#kernel/web/use-words.ts';
import { personPicker } from '#modules/directory/contract/parts.ts';
import { bothLanguages, type DesignField } from '../../../contract/form-design.ts';
import type { TemplateContent } from '../../../contract/template.ts';
import { tryTemplate } from '../../../contract/template-operations.ts';
import { describeRule } from '../../designer/describe-node.ts';
import { useSpeech } from '../../designer/use-speech.ts';
import { emptyDesign } from '../../empty-design.ts';
import { useSpoken } from '../../use-spoken.ts';
import { words } from '../../words.ts';
import { Labelled } from '../labelled.tsx';

const numeric: readonly DesignField['kind'][] = ['number', 'money', 'rating'];

/** What was typed for a field, as the form would hold it. Money is typed in minor units, as expressions see it. */
function typedValue(field: DesignField, typed: string): unknown {
  if (!numeric.includes(field.kind)) return typed;
  const number = Number(typed);
  return Number.isFinite(number) ? number : typed;
}

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
  const [applicant, setApplicant] = useState<readonly string[]>([]);
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [json, setJson] = useState('');
  const fields = design?.fields.filter((field) => field.kind !== 'note' && field.kind !== 'table') ?? [];
  const form = design
    ? Object.fromEntries(
        fields.flatMap((field) => {
          const text = typed[field.name];
          return text ? [[field.name, typedValue(field, text)] as const] : [];
        }),
      )
    : readJson(json);
  const applicantId = applicant[0];
  const tried = useRead(
    tryTemplate,
    {
      kind: props.kind,
      ...(props.employerId && { employerId: props.employerId }),
      applicantId: applicantId ?? '',
      form: form ?? {},
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
        {fields.map((field) => (
          <Labelled key={field.name} label={spoken(bothLanguages(field.label))} required={false}>
            {(named) => (
              <Input
                {...named}
                value={typed[field.name] ?? ''}
                onChange={(next) => setTyped({ ...typed, [field.name]: next ?? '' })}
              />
            )}
          </Labelled>
        ))}
        {design ? null : (
          <Labelled
            label={t('template.formJson')}
            required={false}
            problem={form ? undefined : t('template.formJson.wrong')}
          >
            {(named) => <TextArea {...named} value={json} onChange={(next) => setJson(next ?? '')} />}
          </Labelled>
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
