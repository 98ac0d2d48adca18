import { Checkbox } from '#design/checkbox.tsx';
import { NumberInput } from '#design/number-input.tsx';
import { RadioGroup } from '#design/radio-group.tsx';
import { TextArea } from '#design/text-area.tsx';
import { tell } from '#design/toast.tsx';
import { Field } from '#kernel/web/forms/field.tsx';
import { Form } from '#kernel/web/forms/form.tsx';
import { useForm } from '#kernel/web/forms/use-form.ts';
import type { CaseFile } from '../../contract/case-file.ts';
import { decideAppeal, decideCase } from '../../contract/cases.ts';
import { usePolicyWords } from '../use-policy-words.ts';

/** A decision with its reason. What only a person can judge is asked by name, and unanswered means no. */
export function DecideForm({ file }: { file: CaseFile }) {
  const { t, say } = usePolicyWords();
  const isAppeal = file.may.includes('decideAppeal');
  const form = useForm(isAppeal ? decideAppeal : decideCase, {
    initial: { caseId: file.id, judged: {} },
    draft: `policy.decide.${isAppeal ? 'appeal' : 'first'}.${file.id}`,
    onDone: () => tell(t('decide.done')),
  });
  const outcome = form.values.outcome;
  const judged = form.values.judged ?? {};
  return (
    <Form form={form} send={t('decide.send')} icon="scales">
      <Field form={form} name="outcome" label={t('decide.outcome')}>
        {(control) => (
          <RadioGroup
            {...control}
            choices={(['uphold', 'reduce', 'waive'] as const).map((value) => ({ value, label: t(`decide.${value}`) }))}
          />
        )}
      </Field>
      {outcome === 'reduce' ? (
        <Field
          form={form}
          name="points"
          label={t('decide.points')}
          hint={t('decide.pointsHint', { most: file.points - 1 })}
        >
          {(control) => <NumberInput {...control} least={1} most={Math.max(1, file.points - 1)} />}
        </Field>
      ) : null}
      {outcome === 'uphold' || outcome === 'reduce'
        ? file.cited.judged.map(({ code, question }) => (
            <Checkbox
              key={code}
              value={judged[code] ?? false}
              onChange={(value) => form.set('judged', { ...judged, [code]: value ?? false })}
            >
              {say(question)}
            </Checkbox>
          ))
        : null}
      <Field form={form} name="reason" label={t('decide.reason')} hint={t('decide.reasonHint')}>
        {(control) => <TextArea {...control} rows={4} most={4000} />}
      </Field>
    </Form>
  );
}
