import { type ReactNode, useId } from 'react';
import type { Control } from '#design/control.ts';
import { FieldFrame } from '#design/field-frame.tsx';
import type { CallInputOf, OperationContract } from '#kernel/contract/operation.ts';
import type { FormState } from './use-form.ts';

/**
 * One field of a form: label, control, problem. The control is given by the child:
 * `<Field form={form} name="reason" label={t('reason')}>{(control) => <TextArea {...control} />}</Field>`.
 */
export function Field<
  C extends OperationContract<'command' | 'job' | 'unattributed'>,
  N extends keyof CallInputOf<C> & string,
>(props: {
  form: FormState<C>;
  name: N;
  label: string;
  hint?: ReactNode;
  children: (control: Control<NonNullable<CallInputOf<C>[N]>>) => ReactNode;
}) {
  const id = useId();
  const { form, name } = props;
  const problem = form.problemAt(name);
  const required = form.isRequired(name);
  return (
    <FieldFrame id={id} label={props.label} required={required} hint={props.hint} problem={problem}>
      {props.children({
        id,
        name,
        value: form.values[name] as NonNullable<CallInputOf<C>[N]> | undefined,
        onChange: (value) => form.set(name, value),
        onBlur: () => form.touch(name),
        required,
        invalid: problem !== undefined,
        describedBy: `${id}-told`,
      })}
    </FieldFrame>
  );
}
