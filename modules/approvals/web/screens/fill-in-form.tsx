import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { Page } from '#design/page.tsx';
import { tell } from '#design/toast.tsx';
import { invalidInput } from '#kernel/contract/kernel-failures.ts';
import type { OutputOf } from '#kernel/contract/operation.ts';
import type { CallFailure } from '#kernel/web/calls/call-failure.ts';
import { newCommandId } from '#kernel/web/calls/command-id.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { ScreenProps } from '#kernel/web/shell/module-web.ts';
import { readDesign, readForm } from '../../contract/form-operations.ts';
import type { FormValues } from '../../contract/form-values.ts';
import { readDraft } from '../../contract/list-operations.ts';
import { resubmitRequest, submitRequest } from '../../contract/operations.ts';
import { initialValues } from '../../domain/form/initial-values.ts';
import { DesignedForm } from '../form/designed-form.tsx';
import { type Chosen, FormPath } from '../form/form-path.tsx';
import { problemsOf } from '../form/problems-of.ts';
import { type AskedForm, type Filling, useFilling } from '../form/use-filling.ts';
import { AskUrgent, type Urgency } from '../parts/ask-urgent.tsx';
import { DraftNote } from '../parts/draft-note.tsx';
import { SubmitFor } from '../parts/submit-for.tsx';
import { ReportSheet } from '../parts/template/report-sheet.tsx';
import { useDraft } from '../use-draft.ts';
import { useServerDraft } from '../use-server-draft.ts';
import { useSpoken } from '../use-spoken.ts';
import { words } from '../words.ts';
import '../approvals.css';

/** Fills in a designed form of any kind and sends it; with `?again=` one that was returned. */
export function FillInForm({ params }: ScreenProps) {
  const address = new URLSearchParams(useSearch());
  const again = address.get('again');
  const draftId = address.get('draft');
  const kind = params.kind ?? '';
  if (again) return <ReturnedForm key={again} requestId={again} />;
  return draftId ? <DraftForm key={draftId} kind={kind} draftId={draftId} /> : <NewForm key={kind} kind={kind} />;
}

function NewForm({ kind }: { kind: string }) {
  const [draft] = useState<Held>(() => ({ draftId: newCommandId(), revision: 0, form: {}, chosen: {} }));
  return <FormForSomebody kind={kind} draft={draft} place={`approvals.new.${kind}`} />;
}

/** Whose request it is decides what the form knows (the day there, whose it is), so it is read for that person. */
function FormForSomebody({ kind, draft, place }: { kind: string; draft: Held; place: string }) {
  const concerned = useDraft(`${place}.for`, { people: draft.applicantId ? [draft.applicantId] : ([] as string[]) });
  const [applicantId] = concerned.values.people;
  const read = useRead(readDesign, { kind, ...(applicantId && { applicantId }) }, { keep: true });
  const last = useRef<AskedForm>(undefined);
  last.current = read.data ?? last.current;
  return (
    <Loaded read={{ ...read, data: last.current }} shape="page">
      {(asked) => <NewFormOf asked={asked} draft={draft} place={place} concerned={concerned} refused={read.failure} />}
    </Loaded>
  );
}

/** A draft as it was when it was opened: what another device saves later is told when this one saves. */
function DraftForm({ kind, draftId }: { kind: string; draftId: string }) {
  const read = useRead(readDraft, { draftId });
  const opened = useRef<OutputOf<typeof readDraft>>(undefined);
  opened.current ??= read.data;
  return (
    <Loaded read={{ ...read, data: opened.current }} shape="page">
      {(draft) => <FormForSomebody kind={kind} draft={draft} place={`approvals.draft.${draftId}`} />}
    </Loaded>
  );
}

type Held = Pick<OutputOf<typeof readDraft>, 'draftId' | 'revision' | 'form' | 'chosen' | 'applicantId'>;
type Concerned = ReturnType<typeof useDraft<{ people: string[] }>>;

/** A form that is kept in this tab at once, and on the server a moment later. */
function NewFormOf(props: {
  asked: AskedForm;
  draft: Held;
  place: string;
  /** Whom it is for; nobody: oneself. */
  concerned: Concerned;
  /** Why it can't be filled in for them. */
  refused: CallFailure | undefined;
}) {
  const { asked, draft, place, concerned } = props;
  const [applicantId] = concerned.values.people;
  const forWhom = applicantId === undefined ? {} : { applicantId };
  const t = useWords(words);
  const [, go] = useLocation();
  const filling = useFilling(
    asked,
    { ...initialValues(asked.design, asked.facts), ...(draft.form as FormValues) },
    place,
  );
  const held = useDraft(`${place}.held`, { draftId: draft.draftId, revision: draft.revision });
  const chosen = useDraft<{ chosen: Chosen }>(`${place}.chosen`, { chosen: draft.chosen });
  const urgency = useDraft<Urgency>(`${place}.urgent`, { isUrgent: false, why: '' });
  const why = urgency.values.isUrgent ? urgency.values.why.trim() : undefined;
  const [isReasonMissing, setReasonMissing] = useState(false);
  const server = useServerDraft(
    asked.kind,
    filling.restored ? held.values : draft,
    { form: { ...filling.values }, chosen: chosen.values.chosen, ...forWhom },
    held.set,
  );
  const command = useCommand(submitRequest);
  const takeTheirs = () => {
    filling.forget();
    held.forget();
    chosen.forget();
    concerned.forget();
    urgency.forget();
    server.stop();
    location.assign(`/requests/new/${asked.kind}?draft=${server.draftId}`);
  };
  return (
    <FormPage
      filling={filling}
      chosen={chosen}
      applicantId={applicantId}
      above={<SubmitFor concerned={concerned} refused={props.refused} />}
      below={<AskUrgent urgency={urgency.values} onChange={urgency.set} isMissing={isReasonMissing} />}
      kept={<DraftNote draft={server} takeTheirs={takeTheirs} />}
      running={command.running}
      failure={command.failure}
      send={async (form, chosen) => {
        setReasonMissing(why === '');
        if (why === '') return false;
        const urgent = why === undefined ? {} : { urgent: why };
        const done = await command.run({
          ...{ kind: asked.kind, form, chosen, requestId: server.draftId },
          ...forWhom,
          ...urgent,
        });
        if (!done) return false;
        server.stop();
        held.forget();
        urgency.forget();
        concerned.forget();
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
  const chosen = useDraft<{ chosen: Chosen }>(`approvals.chosen.${requestId}`, { chosen: {} });
  const command = useCommand(resubmitRequest);
  return (
    <FormPage
      filling={filling}
      chosen={chosen}
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
  chosen: ReturnType<typeof useDraft<{ chosen: Chosen }>>;
  /** Above the fields. */
  above?: ReactNode;
  /** Below them, before the path. */
  below?: ReactNode;
  applicantId?: string | undefined;
  /** Where what is typed is kept. */
  kept?: ReactNode;
  running: boolean;
  failure: CallFailure | undefined;
  send: (form: FormValues, chosen: Chosen) => Promise<boolean>;
}) {
  const t = useWords(words);
  const spoken = useSpoken();
  const { filling, failure, chosen } = props;
  const [isReporting, setReporting] = useState(false);
  const { asked } = filling;
  const tellFound = useEffectEvent(filling.tell);
  useEffect(() => {
    if (failure?.code === invalidInput.code) tellFound(problemsOf(failure));
  }, [failure]);
  const send = async () => {
    const form = await filling.finish();
    if (!form || !(await props.send(form, chosen.values.chosen))) return;
    filling.forget();
    chosen.forget();
  };
  return (
    <Page
      title={spoken(asked.title)}
      tools={<Button kind="quiet" icon="info" label={t('template.report')} onPress={() => setReporting(true)} />}
      {...(asked.design.fields.some((field) => field.kind === 'table') ? { width: 'full' } : {})}
    >
      <Card>
        {props.above}
        <DesignedForm
          filling={filling}
          end={
            <>
              {failure && failure.code !== invalidInput.code ? <FailureNote failure={failure} kept /> : null}
              <div className="gj-actions approvals-send">
                <Button
                  kind="primary"
                  icon="send"
                  busy={props.running || filling.underWay.isWaiting}
                  onPress={() => void send()}
                >
                  {t(failure?.passing ? 'form.sendAgain' : 'form.send')}
                </Button>
                {props.kept}
              </div>
            </>
          }
        >
          {props.below}
          <FormPath
            kind={asked.kind}
            applicantId={props.applicantId}
            values={filling.outcome.values}
            chosen={chosen.values.chosen}
            onChosen={(next) => chosen.set({ chosen: next })}
          />
        </DesignedForm>
      </Card>
      {isReporting ? <ReportSheet kind={asked.kind} onClose={() => setReporting(false)} /> : null}
    </Page>
  );
}
