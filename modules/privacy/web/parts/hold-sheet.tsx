import { useId } from 'react';
import { FieldFrame } from '#design/field-frame.tsx';
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
import { holdData, type readRetention, releaseData } from '../../contract/retention.ts';
import { words } from '../words.ts';

type Hold = OutputOf<typeof readRetention>['holds'][number];

/** Holds a person's data for a reason, or ends that hold. */
export function HoldSheet({ hold, onClose }: { hold?: Hold; onClose: () => void }) {
  return hold ? <Release hold={hold} onClose={onClose} /> : <Place onClose={onClose} />;
}

function Place({ onClose }: { onClose: () => void }) {
  const t = useWords(words);
  const id = useId();
  const form = useForm(holdData, {
    draft: 'privacy.holdData',
    initial: {},
    onDone: () => {
      onClose();
      tell(t('hold.done'));
    },
  });
  return (
    <Sheet title={t('hold')} onClose={onClose}>
      <p className="gj-second">{t('hold.hint')}</p>
      <Form form={form} send={t('hold')}>
        <FieldFrame id={id} label={t('hold.person')} required problem={form.problemAt('personId')}>
          <Part
            of={personPicker}
            id={id}
            most={1}
            value={form.values.personId ? [form.values.personId] : []}
            onChange={(next) => form.set('personId', next?.[0] ?? '')}
          />
        </FieldFrame>
        <Field form={form} name="reason" label={t('hold.reason')} hint={t('hold.reasonHint')}>
          {(control) => <TextArea {...control} rows={3} most={1000} />}
        </Field>
      </Form>
    </Sheet>
  );
}

function Release({ hold, onClose }: { hold: Hold; onClose: () => void }) {
  const t = useWords(words);
  const form = useForm(releaseData, {
    draft: `privacy.releaseData.${hold.holdId}`,
    initial: { holdId: hold.holdId },
    onDone: () => {
      onClose();
      tell(t('release.done'));
    },
  });
  return (
    <Sheet title={t('release')} onClose={onClose}>
      <p className="gj-second">{t('release.hint', { name: hold.person.name, reason: hold.reason })}</p>
      <Form form={form} send={t('release')}>
        <Field form={form} name="reason" label={t('release.reason')}>
          {(control) => <TextArea {...control} rows={3} most={1000} />}
        </Field>
      </Form>
    </Sheet>
  );
}
