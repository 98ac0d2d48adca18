import { TextArea } from '#design/text-area.tsx';
import { tell } from '#design/toast.tsx';
import { Field } from '#kernel/web/forms/field.tsx';
import { Form } from '#kernel/web/forms/form.tsx';
import { useForm } from '#kernel/web/forms/use-form.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { appeal, explain } from '../../contract/cases.ts';
import { words } from '../words.ts';

/** A box for one's own words, which are kept while typing and after a failure. */
export function SayForm({ what, caseId }: { what: 'explain' | 'appeal'; caseId: string }) {
  const t = useWords(words);
  const isAppeal = what === 'appeal';
  const form = useForm(isAppeal ? appeal : explain, {
    initial: { caseId },
    draft: `policy.${what}.${caseId}`,
    onDone: () => tell(t(isAppeal ? 'appeal.done' : 'explain.done')),
  });
  return (
    <Form form={form} send={t(isAppeal ? 'appeal.send' : 'explain.send')}>
      <Field
        form={form}
        name="text"
        label={t(isAppeal ? 'appeal.label' : 'explain.label')}
        hint={t(isAppeal ? 'appeal.hint' : 'explain.hint')}
      >
        {(control) => <TextArea {...control} rows={6} most={4000} />}
      </Field>
    </Form>
  );
}
