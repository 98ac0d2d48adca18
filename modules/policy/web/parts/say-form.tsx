import { TextArea } from '#design/text-area.tsx';
import { tell } from '#design/toast.tsx';
import { Field } from '#kernel/web/field.tsx';
import { Form } from '#kernel/web/form.tsx';
import { useForm } from '#kernel/web/use-form.ts';
import { useWords } from '#kernel/web/use-words.ts';
import { appeal, explain } from '../../contract/cases.ts';
import { words } from '../words.ts';

/** A box for one's own words, which are kept while typing and after a failure. */
export function SayForm({ what, caseId }: { what: 'explain' | 'appeal'; caseId: string }) {
  const t = useWords(words);
  const form = useForm(what === 'explain' ? explain : appeal, {
    initial: { caseId },
    draft: `policy.${what}.${caseId}`,
    onDone: () => tell(t(`${what}.done`)),
  });
  return (
    <Form form={form} send={t(`${what}.send`)}>
      <Field form={form} name="text" label={t(`${what}.label`)} hint={t(`${what}.hint`)}>
        {(control) => <TextArea {...control} rows={6} most={4000} />}
      </Field>
    </Form>
  );
}
