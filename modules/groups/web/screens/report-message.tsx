import { useLocation } from 'wouter';
import { Page } from '#design/page.tsx';
import { TextArea } from '#design/text-area.tsx';
import { tell } from '#design/toast.tsx';
import { Field } from '#kernel/web/forms/field.tsx';
import { Form } from '#kernel/web/forms/form.tsx';
import { useForm } from '#kernel/web/forms/use-form.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { ScreenProps } from '#kernel/web/shell/module-web.ts';
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
