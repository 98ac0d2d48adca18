import { useLocation, useSearch } from 'wouter';
import { Card } from '#design/card.tsx';
import { Page } from '#design/page.tsx';
import { tell } from '#design/toast.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import type { Words } from '#kernel/contract/words.ts';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { type FormState, useForm } from '#kernel/web/forms/use-form.ts';
import { useViewer } from '#kernel/web/identity/viewer.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { Part } from '#kernel/web/shell/part.tsx';
import { readRequest } from '#modules/approvals/contract/operations.ts';
import { applicantField } from '#modules/approvals/contract/parts.ts';
import type { RequestView } from '#modules/approvals/contract/request.ts';
import type { HalfDayShape } from '#modules/worktime/contract/reckonings.ts';
import { changeLeave, listKinds, readLastLeave, requestLeave } from '../../contract/operations.ts';
import { LeaveForm } from '../parts/leave-form.tsx';
import { words } from '../words.ts';
import '../leave.css';

type Kinds = OutputOf<typeof listKinds>['rows'];

/** Asks for leave, with `?for=` for somebody else; with `?again=` changes one that was returned. */
export function AskForLeave() {
  const address = new URLSearchParams(useSearch());
  const again = address.get('again');
  if (again) return <ReturnedLeave key={again} requestId={again} />;
  return <NewLeave applicantId={address.get('for') ?? undefined} />;
}

function NewLeave({ applicantId }: { applicantId: string | undefined }) {
  const t = useWords(words);
  const [, go] = useLocation();
  const kinds = useRead(listKinds, {});
  const last = useRead(readLastLeave, {});
  return (
    <Page title={t('ask')}>
      <Loaded read={kinds} shape="page">
        {({ rows }) => (
          <Loaded read={last} shape="page">
            {(remembered) => (
              <Card>
                <Part
                  of={applicantField}
                  value={applicantId}
                  onChange={(next) =>
                    go(next === undefined ? '/leave/new' : `/leave/new?for=${next}`, { replace: true })
                  }
                />
                {/* What was said of one person's leave doesn't slip into another's: each has a draft of their own. */}
                <NewLeaveForm
                  key={applicantId}
                  kinds={rows}
                  last={applicantId === undefined ? remembered.last : null}
                  applicantId={applicantId}
                />
              </Card>
            )}
          </Loaded>
        )}
      </Loaded>
    </Page>
  );
}

function NewLeaveForm(props: {
  kinds: Kinds;
  last: OutputOf<typeof readLastLeave>['last'];
  applicantId: string | undefined;
}) {
  const t = useWords(words);
  const [, go] = useLocation();
  const { kinds, last, applicantId } = props;
  const form = useForm(requestLeave, {
    draft: applicantId === undefined ? 'leave.new' : `leave.new.${applicantId}`,
    initial: {
      ...(last && { kind: last.kind, reason: last.reason }),
      ...(applicantId !== undefined && { applicantId }),
    },
    onDone: ({ requestId, number }) => {
      go(`/requests/mine/${requestId}`, { replace: true });
      tell(t('sent', { number }));
    },
  });
  return (
    <LeaveForm
      form={form}
      kinds={kinds}
      usualDays={last?.days ?? 1}
      {...(applicantId !== undefined && { applicantId })}
      send={t('send')}
    />
  );
}

function ReturnedLeave({ requestId }: { requestId: string }) {
  const t = useWords(words);
  const kinds = useRead(listKinds, {});
  const request = useRead(readRequest, { requestId });
  return (
    <Page title={t('change')}>
      <Loaded read={kinds} shape="page">
        {({ rows }) => (
          <Loaded read={request} shape="page">
            {({ view }) => <ReturnedLeaveForm kinds={rows} view={view} />}
          </Loaded>
        )}
      </Loaded>
    </Page>
  );
}

function ReturnedLeaveForm({ kinds, view }: { kinds: Kinds; view: RequestView }) {
  const t = useWords(words);
  const [, go] = useLocation();
  const viewer = useViewer();
  const { requestId, applicantId } = view;
  const shownOf = <V,>(name: string) => view.fields.find((field) => field.name === name)?.value as V | undefined;
  const kindName = shownOf<Words>('kindName');
  const kind = kinds.find((one) => one.name.zh === kindName?.zh)?.kind;
  const [from, to] = [shownOf<HalfDayShape>('from'), shownOf<HalfDayShape>('to')];
  const reason = shownOf<string>('reason');
  const form = useForm(changeLeave, {
    draft: `leave.again.${requestId}`,
    initial: {
      requestId,
      ...(kind ? { kind } : {}),
      ...(from ? { from } : {}),
      ...(to ? { to } : {}),
      ...(reason ? { reason } : {}),
    },
    onDone: () => {
      go(`/requests/mine/${requestId}`, { replace: true });
      tell(t('sentAgain'));
    },
  });
  return (
    <Card>
      {/* A change has the fields of a request and the id, which has none of its own on screen. */}
      <LeaveForm
        form={form as unknown as FormState<typeof requestLeave>}
        kinds={kinds}
        usualDays={1}
        besideRequestId={requestId}
        {...(applicantId !== viewer.personId && { applicantId })}
        send={t('sendAgain')}
      />
    </Card>
  );
}
