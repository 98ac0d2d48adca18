import { useEffect, useEffectEvent } from 'react';
import { useLocation, useSearch } from 'wouter';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { Page } from '#design/page.tsx';
import { tell } from '#design/toast.tsx';
import { invalidInput } from '#kernel/contract/kernel-failures.ts';
import type { CallFailure } from '#kernel/web/call-failure.ts';
import { FailureNote } from '#kernel/web/failure-note.tsx';
import { Loaded } from '#kernel/web/loaded.tsx';
import type { ScreenProps } from '#kernel/web/module-web.ts';
import { useCommand } from '#kernel/web/use-command.ts';
import { useRead } from '#kernel/web/use-read.ts';
import { useWords } from '#kernel/web/use-words.ts';
import { readDesign, readForm } from '../../contract/form-operations.ts';
import type { FormValues } from '../../contract/form-values.ts';
import { resubmitRequest, submitRequest } from '../../contract/operations.ts';
import type { FormProblem } from '../../domain/form/evaluate-form.ts';
import { initialValues } from '../../domain/form/initial-values.ts';
import { DesignedForm } from '../form/designed-form.tsx';
import { type Chosen, FormPath } from '../form/form-path.tsx';
import { type AskedForm, type Filling, useFilling } from '../form/use-filling.ts';
import { useDraft } from '../use-draft.ts';
import { useSpoken } from '../use-spoken.ts';
import { words } from '../words.ts';
import '../approvals.css';

/** Fills in a designed form of any kind and sends it; with `?again=` one that was returned. */
export function FillInForm({ params }: ScreenProps) {
  const again = new URLSearchParams(useSearch()).get('again');
  return again ? (
    <ReturnedForm key={again} requestId={again} />
  ) : (
    <NewForm key={params.kind} kind={params.kind ?? ''} />
  );
}

function NewForm({ kind }: { kind: string }) {
  return (
    <Loaded read={useRead(readDesign, { kind })} shape="page">
      {(asked) => <NewFormOf asked={asked} />}
    </Loaded>
  );
}

function NewFormOf({ asked }: { asked: AskedForm }) {
  const t = useWords(words);
  const [, go] = useLocation();
  const filling = useFilling(asked, initialValues(asked.design, asked.facts), `approvals.new.${asked.kind}`);
  const command = useCommand(submitRequest);
  return (
    <FormPage
      filling={filling}
      draft={`approvals.chosen.${asked.kind}`}
      running={command.running}
      failure={command.failure}
      send={async (form, chosen) => {
        const done = await command.run({ kind: asked.kind, form, chosen });
        if (!done) return false;
        tell(t('form.sent', { number: done.number }));
        go(`/requests/mine/${done.requestId}`, { replace: true });
        return true;
      }}
    />
  );
}

function ReturnedForm({ requestId }: { requestId: string }) {
  return (
    <Loaded read={useRead(readForm, { requestId })} shape="page">
      {({ values, ...asked }) => <ReturnedFormOf asked={asked} values={values} requestId={requestId} />}
    </Loaded>
  );
}

function ReturnedFormOf({ asked, values, requestId }: { asked: AskedForm; values: FormValues; requestId: string }) {
  const t = useWords(words);
  const [, go] = useLocation();
  const filling = useFilling(asked, values, `approvals.again.${requestId}`);
  const command = useCommand(resubmitRequest);
  return (
    <FormPage
      filling={filling}
      draft={`approvals.chosen.${requestId}`}
      running={command.running}
      failure={command.failure}
      send={async (form, chosen) => {
        const isChosen = Object.keys(chosen).length > 0;
        const done = await command.run({ requestId, form, ...(isChosen && { chosen }) });
        if (!done) return false;
        tell(t('form.sentAgain'));
        go(`/requests/mine/${requestId}`, { replace: true });
        return true;
      }}
    />
  );
}

function FormPage(props: {
  filling: Filling;
  draft: string;
  running: boolean;
  failure: CallFailure | undefined;
  send: (form: FormValues, chosen: Chosen) => Promise<boolean>;
}) {
  const t = useWords(words);
  const spoken = useSpoken();
  const { filling, failure } = props;
  const { asked } = filling;
  const chosen = useDraft<{ chosen: Chosen }>(props.draft, { chosen: {} });
  const tellFound = useEffectEvent(filling.tell);
  useEffect(() => {
    if (failure?.code === invalidInput.code) tellFound(problemsOf(failure));
  }, [failure]);
  const send = async () => {
    const form = filling.finish();
    if (!form || !(await props.send(form, chosen.values.chosen))) return;
    filling.forget();
    chosen.forget();
  };
  return (
    <Page
      title={spoken(asked.title)}
      {...(asked.design.fields.some((field) => field.kind === 'table') ? { width: 'full' } : {})}
    >
      <Card>
        <DesignedForm
          filling={filling}
          end={
            <>
              {failure && failure.code !== invalidInput.code ? <FailureNote failure={failure} kept /> : null}
              <div className="gj-actions">
                <Button kind="primary" icon="send" busy={props.running} onPress={() => void send()}>
                  {t(failure?.passing ? 'form.sendAgain' : 'form.send')}
                </Button>
              </div>
            </>
          }
        >
          <FormPath
            kind={asked.kind}
            values={filling.outcome.values}
            chosen={chosen.values.chosen}
            onChosen={(next) => chosen.set({ chosen: next })}
          />
        </DesignedForm>
      </Card>
    </Page>
  );
}

/** What the server found that the same code here had let through: a colleague who left, a design that changed meanwhile. */
function problemsOf(failure: CallFailure): FormProblem[] {
  const { problems } = failure.facts;
  if (!Array.isArray(problems)) return [];
  return (problems as { path: string; message: string }[]).map(({ path, message }) => ({
    path: path.replace(/^form\.?/, ''),
    code: message === 'notFound' ? 'notFound' : 'rule',
    facts: {},
    ...(message === 'notFound' ? {} : { message: { zh: message, en: message } }),
  }));
}
