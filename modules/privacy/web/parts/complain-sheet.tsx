import { useId } from 'react';
import { useLocation } from 'wouter';
import { FieldFrame } from '#design/field-frame.tsx';
import { RadioGroup } from '#design/radio-group.tsx';
import { Select } from '#design/select.tsx';
import { Sheet } from '#design/sheet.tsx';
import { TextArea } from '#design/text-area.tsx';
import { tell } from '#design/toast.tsx';
import type { CallInputOf } from '#kernel/contract/operation.ts';
import { Field } from '#kernel/web/forms/field.tsx';
import { Form } from '#kernel/web/forms/form.tsx';
import { useForm } from '#kernel/web/forms/use-form.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { Part } from '#kernel/web/shell/part.tsx';
import { departmentPicker, personPicker } from '#modules/directory/contract/parts.ts';
import { complain, complaintFunction } from '../../contract/complaints.ts';
import { words } from '../words.ts';

type About = CallInputOf<typeof complain>['about'];

/** What a choice begins with; an empty id is asked for when it is sent. */
const begun: Record<About['kind'], About> = {
  nobody: { kind: 'nobody' },
  person: { kind: 'person', personId: '' },
  department: { kind: 'department', departmentId: '' },
  function: { kind: 'function', role: 'hr' },
};
const kinds = ['nobody', 'person', 'department', 'function'] as const;

/** A complaint: about whom, and what happened. */
export function ComplainSheet({ onClose }: { onClose: () => void }) {
  const t = useWords(words);
  const ids = { kind: useId(), whom: useId() };
  const [, go] = useLocation();
  const form = useForm(complain, {
    draft: 'privacy.complain',
    initial: { about: begun.nobody },
    onDone: ({ complaintId }) => {
      onClose();
      tell(t('complain.done'));
      go(`/me/complaints/${complaintId}`);
    },
  });
  const about = form.values.about ?? begun.nobody;
  return (
    <Sheet title={t('complain')} onClose={onClose}>
      <Form form={form} send={t('complain')}>
        <FieldFrame id={ids.kind} group label={t('complain.about')}>
          <RadioGroup
            id={ids.kind}
            label={t('complain.about')}
            value={about.kind}
            choices={kinds.map((value) => ({ value, label: t(`about.${value}`) }))}
            onChange={(kind) => kind && form.set('about', begun[kind])}
          />
        </FieldFrame>
        {about.kind === 'person' ? (
          <FieldFrame id={ids.whom} label={t('complain.person')} required problem={form.problemAt('about.personId')}>
            <Part
              of={personPicker}
              id={ids.whom}
              most={1}
              value={about.personId ? [about.personId] : []}
              onChange={(next) => form.set('about', { kind: 'person', personId: next?.[0] ?? '' })}
            />
          </FieldFrame>
        ) : null}
        {about.kind === 'department' ? (
          <FieldFrame
            id={ids.whom}
            label={t('complain.department')}
            required
            problem={form.problemAt('about.departmentId')}
          >
            <Part
              of={departmentPicker}
              id={ids.whom}
              most={1}
              value={about.departmentId ? [about.departmentId] : []}
              onChange={(next) => form.set('about', { kind: 'department', departmentId: next?.[0] ?? '' })}
            />
          </FieldFrame>
        ) : null}
        {about.kind === 'function' ? (
          <FieldFrame id={ids.whom} label={t('complain.function')} required>
            <Select
              id={ids.whom}
              value={about.role}
              choices={complaintFunction.options.map((value) => ({ value, label: t(`function.${value}`) }))}
              onChange={(role) => role && form.set('about', { kind: 'function', role })}
            />
          </FieldFrame>
        ) : null}
        <Field form={form} name="text" label={t('complain.text')} hint={t('complain.textHint')}>
          {(control) => <TextArea {...control} rows={6} most={4000} />}
        </Field>
      </Form>
    </Sheet>
  );
}
