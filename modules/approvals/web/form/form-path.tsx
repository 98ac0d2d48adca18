import { useEffect, useState } from 'react';
import { Timeline } from '#design/timeline.tsx';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { Part } from '#kernel/web/shell/part.tsx';
import { personPicker } from '#modules/directory/contract/parts.ts';
import { approvalFailures } from '../../contract/failures.ts';
import type { FormValues } from '../../contract/form-values.ts';
import { previewRequest } from '../../contract/operations.ts';
import { Labelled } from '../parts/labelled.tsx';
import { words } from '../words.ts';

export type Chosen = Record<string, string[]>;
interface Asked {
  readonly atLeast: number;
  readonly atMost: number;
}

/** Who will be asked, before anything is sent; where the applicant chooses them, here he does. */
export function FormPath(props: {
  kind: string;
  /** For whom, where that is somebody else. */
  applicantId?: string | undefined;
  values: FormValues;
  chosen: Chosen;
  onChosen: (chosen: Chosen) => void;
}) {
  const t = useWords(words);
  const language = useLanguage();
  const { kind, chosen, onChosen } = props;
  const values = useRested(props.values);
  const [asked, setAsked] = useState<Readonly<Record<string, Asked>>>({});
  const { data, failure, readAgain } = useRead(
    previewRequest,
    { kind, form: values, chosen, ...(props.applicantId && { applicantId: props.applicantId }) },
    { keep: true },
  );
  const choose =
    failure?.code === approvalFailures.chooseApprovers.code
      ? (failure.facts as unknown as Asked & { nodeId: string })
      : undefined;
  const { nodeId, atLeast = 1, atMost = 1 } = choose ?? {};
  useEffect(() => {
    if (nodeId !== undefined) setAsked((before) => ({ ...before, [nodeId]: { atLeast, atMost } }));
  }, [nodeId, atLeast, atMost]);
  const comma = language === 'zh' ? '、' : ', ';
  return (
    <div className="approvals-form-path">
      <div className="gj-label">{t('path')}</div>
      {Object.entries(asked).map(([node, bounds]) => (
        <Labelled key={node} label={t('form.choose', { ...bounds })}>
          {(named) => (
            <Part
              of={personPicker}
              {...named}
              most={bounds.atMost}
              value={chosen[node] ?? []}
              onChange={(next) => onChosen({ ...chosen, [node]: next ?? [] })}
            />
          )}
        </Labelled>
      ))}
      {failure && !choose ? (
        <FailureNote failure={failure} {...(failure.passing ? { onRetry: readAgain } : {})} />
      ) : null}
      {data && !failure ? (
        <Timeline
          label={t('path')}
          moments={data.steps.map((step, at) => ({
            key: `${step.kind} ${at}`,
            tone: step.kind === 'copy' ? 'neutral' : 'accent',
            icon: step.kind === 'copy' ? 'copy' : 'me',
            title: step.people.map((person) => person.name).join(comma) || t('form.nobody'),
            meta: step.name[language] || t(step.kind === 'copy' ? 'step.copy' : 'step.unnamed'),
          }))}
        />
      ) : null}
    </div>
  );
}

/** A value once it has stayed the same for a moment, so that nobody is asked at every letter. */
function useRested<V>(value: V): V {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const wait = setTimeout(() => setRested(value), 400);
    return () => clearTimeout(wait);
  }, [value]);
  return rested;
}
