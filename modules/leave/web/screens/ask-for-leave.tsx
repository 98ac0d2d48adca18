import { useLocation } from 'wouter';
import { Page } from '#design/page.tsx';
import { tell } from '#design/toast.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { Form } from '#kernel/web/form.tsx';
import { dayOf } from '#kernel/web/format.ts';
import { Loaded } from '#kernel/web/loaded.tsx';
import { useForm } from '#kernel/web/use-form.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { useRead } from '#kernel/web/use-read.ts';
import { useWords } from '#kernel/web/use-words.ts';
import { readLastLeave, requestLeave } from '../../contract/operations.ts';
import { LeaveFields } from '../parts/leave-fields.tsx';
import { words } from '../words.ts';
import '../leave.css';

/** A usual leave in a few taps: kind and reason are those of the last time, the days begin with tomorrow. */
export function AskForLeave() {
  const t = useWords(words);
  const read = useRead(readLastLeave, {});
  return (
    <Page title={t('ask')}>
      <Loaded read={read} shape="page">
        {({ last }) => <Asking last={last} />}
      </Loaded>
    </Page>
  );
}

function Asking({ last }: { last: OutputOf<typeof readLastLeave>['last'] }) {
  const t = useWords(words);
  const { zone } = useFormat();
  const [, go] = useLocation();
  const tomorrow = dayOf(new Date(Date.now() + 86_400_000), zone);
  const form = useForm(requestLeave, {
    draft: 'leave.new',
    initial: {
      kind: last?.kind ?? 'annual',
      from: { date: tomorrow, half: 'morning' },
      to: { date: tomorrow, half: 'afternoon' },
      ...(last && { reason: last.reason }),
    },
    onDone: ({ requestId, number }) => {
      tell(t('asked', { number }));
      go(`/approvals/${requestId}`);
    },
  });
  return (
    <Form form={form} send={t('send')} wide>
      <LeaveFields form={form} />
    </Form>
  );
}
