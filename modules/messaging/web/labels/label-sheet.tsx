import { Input } from '#design/input.tsx';
import { RadioGroup } from '#design/radio-group.tsx';
import { Sheet } from '#design/sheet.tsx';
import { Stack } from '#design/stack.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { Field } from '#kernel/web/forms/field.tsx';
import { Form } from '#kernel/web/forms/form.tsx';
import { useForm } from '#kernel/web/forms/use-form.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { When } from '#kernel/web/language/when.tsx';
import { classification } from '../../contract/labels/label.ts';
import { labelMessage, listLabelChanges } from '../../contract/labels/operations.ts';
import { usePeople } from '../use-people.ts';
import { words } from '../words.ts';

/** The classification of a message: changed with a reason, and who changed it before. */
export function LabelSheet(props: { conversationId: string; seq: number; onClose: () => void }) {
  const t = useWords(words);
  const { conversationId, seq } = props;
  const { data } = useRead(listLabelChanges, { conversationId, seq });
  const rows = data?.rows ?? [];
  const faceOf = usePeople(rows.map((row) => row.byId));
  const form = useForm(labelMessage, { initial: { conversationId, seq }, onDone: props.onClose });
  return (
    <Sheet title={t('label')} onClose={props.onClose}>
      <Stack gap={4}>
        <Form form={form} send={t('label.change')}>
          <Field form={form} name="classification" label={t('label')} hint={t('label.hint')}>
            {(control) => (
              <RadioGroup
                {...control}
                choices={classification.options.map((value) => ({ value, label: t(`label.${value}`) }))}
              />
            )}
          </Field>
          <Field form={form} name="reason" label={t('reason')}>
            {(control) => <Input {...control} most={200} />}
          </Field>
        </Form>
        {rows.length > 0 ? (
          <ol className="msg-label-history" aria-label={t('label.history')}>
            {rows.map((row) => (
              <li key={row.at}>
                {t('label.changed', {
                  name: faceOf(row.byId).name,
                  before: t(`label.${row.before}`),
                  after: t(`label.${row.after}`),
                  reason: row.reason,
                })}{' '}
                <When at={row.at} />
              </li>
            ))}
          </ol>
        ) : null}
      </Stack>
    </Sheet>
  );
}
