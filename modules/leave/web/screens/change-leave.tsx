import { useLocation } from 'wouter';
import { Note } from '#design/note.tsx';
import { Page } from '#design/page.tsx';
import { Form } from '#kernel/web/form.tsx';
import { Loaded } from '#kernel/web/loaded.tsx';
import type { ScreenProps } from '#kernel/web/module-web.ts';
import { useForm } from '#kernel/web/use-form.ts';
import { useRead } from '#kernel/web/use-read.ts';
import { useWords } from '#kernel/web/use-words.ts';
import { readRequest } from '#modules/approvals/contract/operations.ts';
import type { RequestView } from '#modules/approvals/contract/request.ts';
import { changeLeave, listKinds } from '../../contract/operations.ts';
import type { LeaveForm } from '../../contract/shapes.ts';
import { LeaveFields } from '../parts/leave-fields.tsx';
import { words } from '../words.ts';
import '../leave.css';

/** A returned leave: what was asked, to be changed, with why it came back. */
export function ChangeLeave({ params }: ScreenProps) {
  const t = useWords(words);
  const read = useRead(readRequest, { requestId: params.requestId ?? '' });
  const kinds = useRead(listKinds, {});
  return (
    <Page title={t('change')}>
      <Loaded
        read={{ ...read, data: read.data && kinds.data && { ...read.data, kinds: kinds.data.rows } }}
        shape="page"
      >
        {({ view, kinds: known }) => <Changing view={view} kinds={known} />}
      </Loaded>
    </Page>
  );
}

function Changing(props: { view: RequestView; kinds: readonly { kind: string; name: { zh: string; en: string } }[] }) {
  const t = useWords(words);
  const [, go] = useLocation();
  const { requestId, fields, history } = props.view;
  const value = <N extends keyof LeaveForm>(name: N) =>
    fields.find((field) => field.name === name)?.value as LeaveForm[N] | undefined;
  const [name, from, to, reason] = [value('kindName'), value('from'), value('to'), value('reason')];
  const kind = props.kinds.find((one) => one.name.zh === name?.zh)?.kind;
  const form = useForm(changeLeave, {
    draft: `leave.change.${requestId}`,
    initial: { requestId, ...(kind && { kind }), ...(from && { from }), ...(to && { to }), ...(reason && { reason }) },
    onDone: () => go(`/approvals/${requestId}`),
  });
  const returned = history.findLast((line) => line.what === 'returned');
  return (
    <>
      {returned ? (
        <Note tone="warn" title={t('returned')}>
          {returned.opinion?.text}
        </Note>
      ) : null}
      <Form form={form} send={t('sendAgain')} wide>
        <LeaveFields form={form} besideRequestId={requestId} />
      </Form>
    </>
  );
}
