import { useLocation } from 'wouter';
import { Page } from '#design/page.tsx';
import { TextArea } from '#design/text-area.tsx';
import { tell } from '#design/toast.tsx';
import { Field } from '#kernel/web/field.tsx';
import { Form } from '#kernel/web/form.tsx';
import type { ScreenProps } from '#kernel/web/module-web.ts';
import { useForm } from '#kernel/web/use-form.ts';
import { useWords } from '#kernel/web/use-words.ts';
import { reportMessage } from '../../contract/operations.ts';
import { words } from '../words.ts';

/** Reports a message; a chat links here with the place of it. */
export function ReportMessage({ params }: ScreenProps) {
  const t = useWords(words);
  const [, go] = useLocation();
  const conversationId = params.conversationId ?? '';
  const form = useForm(reportMessage, {
    initial: { conversationId, seq: Number(params.seq) },
    onDone: () => {
      tell(t('reportMessage.done'));
      go(`/messages/${conversationId}`, { replace: true });
    },
  });
  return (
    <Page title={t('reportMessage')} lead={t('reportMessage.hint')}>
      <Form form={form} send={t('reportMessage.send')}>
        <Field form={form} name="reason" label={t('reason')}>
          {(control) => <TextArea {...control} most={200} />}
        </Field>
      </Form>
    </Page>
  );
}
