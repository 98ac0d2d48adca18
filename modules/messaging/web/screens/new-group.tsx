import { useLocation } from 'wouter';
import { Input } from '#design/input.tsx';
import { Page } from '#design/page.tsx';
import { Field } from '#kernel/web/forms/field.tsx';
import { Form } from '#kernel/web/forms/form.tsx';
import { useForm } from '#kernel/web/forms/use-form.ts';
import { useViewer } from '#kernel/web/identity/viewer.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { ScreenProps } from '#kernel/web/shell/module-web.ts';
import { Part } from '#kernel/web/shell/part.tsx';
import { personPicker } from '#modules/directory/contract/parts.ts';
import { createGroup } from '../../contract/conversations.ts';
import { words } from '../words.ts';

export function NewGroup(_: ScreenProps) {
  const t = useWords(words);
  const viewer = useViewer();
  const [, go] = useLocation();
  const form = useForm(createGroup, {
    draft: 'messaging.newGroup',
    onDone: ({ conversationId }) => go(`/messages/${conversationId}`, { replace: true }),
  });
  return (
    <Page title={t('newGroup')}>
      <Form form={form} send={t('create')} icon="people">
        <Field form={form} name="name" label={t('name')}>
          {(control) => <Input {...control} most={50} />}
        </Field>
        <Field form={form} name="personIds" label={t('who')}>
          {(control) => <Part of={personPicker} {...control} without={[viewer.personId]} />}
        </Field>
      </Form>
    </Page>
  );
}
