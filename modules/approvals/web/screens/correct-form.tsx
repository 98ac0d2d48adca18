import { useEffect, useEffectEvent, useState } from 'react';
import { useLocation } from 'wouter';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { Note } from '#design/note.tsx';
import { Page } from '#design/page.tsx';
import { TextArea } from '#design/text-area.tsx';
import { tell } from '#design/toast.tsx';
import { invalidInput } from '#kernel/contract/kernel-failures.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { ScreenProps } from '#kernel/web/shell/module-web.ts';
import { formFailures } from '../../contract/form-failures.ts';
import { readFormToCorrect } from '../../contract/form-operations.ts';
import type { FormValues } from '../../contract/form-values.ts';
import { contentWithheld } from '../../contract/looks.ts';
import { editForm } from '../../contract/step-operations.ts';
import { DesignedForm } from '../form/designed-form.tsx';
import { problemsOf } from '../form/problems-of.ts';
import { type AskedForm, useFilling } from '../form/use-filling.ts';
import { Labelled } from '../parts/labelled.tsx';
import { useDraft } from '../use-draft.ts';
import { useSpoken } from '../use-spoken.ts';
import { words } from '../words.ts';
import '../approvals.css';

/** An administrator corrects the form of a running request, and says why; the history shows both to everybody. */
export function CorrectForm({ params }: ScreenProps) {
  const t = useWords(words);
  const requestId = params.requestId ?? '';
  const read = useRead(readFormToCorrect, { requestId });
  if (read.failure && [formFailures.notCorrectable.code, contentWithheld.code].includes(read.failure.code)) {
    return (
      <Page title={t('do.editForm')}>
        <Note
          tone="warn"
          icon="info"
          title={read.failure.message}
          actions={<Button href={`/requests/${requestId}`}>{t('correct.back')}</Button>}
        />
      </Page>
    );
  }
  return (
    <Loaded read={read} shape="page">
      {({ values, ...asked }) => <Correction key={requestId} requestId={requestId} asked={asked} values={values} />}
    </Loaded>
  );
}

function Correction({ requestId, asked, values }: { requestId: string; asked: AskedForm; values: FormValues }) {
  const t = useWords(words);
  const spoken = useSpoken();
  const [, go] = useLocation();
  const filling = useFilling(asked, values, `approvals.correct.${requestId}`);
  const why = useDraft(`approvals.correct.${requestId}.why`, { reason: '' });
  const reason = why.values.reason.trim();
  const [isMissing, setMissing] = useState(false);
  const { run, running, failure } = useCommand(editForm);
  const tellFound = useEffectEvent(filling.tell);
  useEffect(() => {
    if (failure?.code === invalidInput.code) tellFound(problemsOf(failure));
  }, [failure]);
  const send = async () => {
    const form = await filling.finish();
    if (!form) return;
    if (reason === '') return setMissing(true);
    if (!(await run({ requestId, form, reason }))) return;
    filling.forget();
    why.forget();
    tell(t('told.editForm'));
    go(`/requests/${requestId}`, { replace: true });
  };
  return (
    <Page
      title={`${t('do.editForm')} · ${spoken(asked.title)}`}
      {...(asked.design.fields.some((field) => field.kind === 'table') ? { width: 'full' } : {})}
    >
      <Card>
        <div className="approvals-above">
          <Note tone="warn" icon="info" title={t('hint.editForm')} />
        </div>
        <DesignedForm
          filling={filling}
          end={
            <>
              {failure && failure.code !== invalidInput.code ? <FailureNote failure={failure} kept /> : null}
              <div className="gj-actions">
                <Button href={`/requests/${requestId}`}>{t('batch.stop')}</Button>
                <Button kind="primary" busy={running || filling.underWay.isWaiting} onPress={() => void send()}>
                  {t('do.editForm')}
                </Button>
              </div>
            </>
          }
        >
          <Labelled label={t('reason')} problem={isMissing && reason === '' ? t('reason.missing') : undefined}>
            {(named) => (
              <TextArea
                {...named}
                value={why.values.reason}
                most={1000}
                onChange={(next) => why.set({ reason: next ?? '' })}
              />
            )}
          </Labelled>
        </DesignedForm>
      </Card>
    </Page>
  );
}
