import { DatePicker } from '#design/date-picker.tsx';
import { Input } from '#design/input.tsx';
import { RadioGroup } from '#design/radio-group.tsx';
import { Sheet } from '#design/sheet.tsx';
import { TextArea } from '#design/text-area.tsx';
import { tell } from '#design/toast.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { Field } from '#kernel/web/forms/field.tsx';
import { Form } from '#kernel/web/forms/form.tsx';
import { useForm } from '#kernel/web/forms/use-form.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { Part } from '#kernel/web/shell/part.tsx';
import { personPicker } from '#modules/directory/contract/parts.ts';
import { membershipRule } from '../../contract/membership-rule.ts';
import { changeGroup, type readGroup } from '../../contract/operations.ts';
import { words } from '../words.ts';
import { RuleEditor } from './rule-editor.tsx';

/** What the office changes: name, purpose, leaders, rule, end. */
export function ChangeSheet({ group, onClose }: { group: OutputOf<typeof readGroup>; onClose: () => void }) {
  const t = useWords(words);
  const leaderIds = group.memberRows
    .filter((row) => row.role === 'leader' || row.role === 'deputy')
    .map((row) => row.person.id);
  const form = useForm(changeGroup, {
    initial: {
      conversationId: group.conversationId,
      revision: group.revision,
      ownName: group.ownName,
      purpose: group.purpose,
      rule: group.rule,
      apply: group.apply,
      endsOn: group.endsOn,
      ...(leaderIds.length > 0 ? { leaderIds } : {}),
    },
    onDone: () => {
      onClose();
      tell(t('change.done'));
    },
  });
  return (
    <Sheet title={t('change')} onClose={onClose}>
      <Form form={form} send={t('save')}>
        <Field form={form} name="ownName" label={t('name')} hint={group.namePattern}>
          {(control) => <Input {...control} most={30} />}
        </Field>
        <Field form={form} name="purpose" label={t('purpose')}>
          {(control) => <TextArea {...control} most={300} />}
        </Field>
        <Field form={form} name="leaderIds" label={t('leaders')} hint={t('leaders.hint')}>
          {(control) => <Part of={personPicker} {...control} />}
        </Field>
        <Field form={form} name="rule" label={t('rule')}>
          {(control) => (
            <RuleEditor
              rule={membershipRule.parse(control.value ?? {})}
              onChange={(next) => control.onChange?.(next)}
            />
          )}
        </Field>
        <Field form={form} name="apply" label={t('apply')}>
          {(control) => (
            <RadioGroup
              {...control}
              label={t('apply')}
              choices={[
                { value: 'automatic', label: t('apply.automatic') },
                { value: 'proposed', label: t('apply.proposed') },
              ]}
            />
          )}
        </Field>
        <Field form={form} name="endsOn" label={t('endsOn')}>
          {(control) => <DatePicker {...control} />}
        </Field>
      </Form>
    </Sheet>
  );
}
