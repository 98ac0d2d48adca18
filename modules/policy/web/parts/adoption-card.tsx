import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { DatePicker } from '#design/date-picker.tsx';
import { Input } from '#design/input.tsx';
import { Note } from '#design/note.tsx';
import { Sheet } from '#design/sheet.tsx';
import { Stack } from '#design/stack.tsx';
import { TextArea } from '#design/text-area.tsx';
import { Timeline } from '#design/timeline.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { Field } from '#kernel/web/forms/field.tsx';
import { Form } from '#kernel/web/forms/form.tsx';
import { useForm } from '#kernel/web/forms/use-form.ts';
import { type AdoptionKind, adoptionKind } from '../../contract/rulebook.ts';
import { type readRulebook, recordAdoptionStep } from '../../contract/rulebooks.ts';
import { usePolicyWords } from '../use-policy-words.ts';

/** How the employer adopted the rulebook, step by step with evidence; without it no article takes force. */
export function AdoptionCard({ rulebook }: { rulebook: OutputOf<typeof readRulebook> }) {
  const { t, format } = usePolicyWords();
  const [open, setOpen] = useState(false);
  const next = adoptionKind.options[rulebook.adoption.length];
  const counts = rulebook.acknowledgements;
  return (
    <Card
      title={t('adoption')}
      tools={
        next && rulebook.may.includes('recordAdoption') ? (
          <Button onPress={() => setOpen(true)}>{t('adoption.record', { step: t(`adoption.${next}`) })}</Button>
        ) : null
      }
    >
      <Stack gap={4}>
        {rulebook.adopted ? null : <Note tone="warn" title={t('adoption.missing')} />}
        <Timeline
          label={t('adoption')}
          moments={adoptionKind.options.map((kind) => {
            const step = rulebook.adoption.find((one) => one.kind === kind);
            return {
              key: kind,
              tone: step ? ('pass' as const) : ('neutral' as const),
              title: t(`adoption.${kind}`),
              current: kind === next,
              ...(step
                ? {
                    meta: format.day(step.day),
                    children: (
                      <p className="gj-second policy-said">
                        {t('adoption.evidence', { document: step.document, name: step.recordedBy.name })}
                        {step.details ? `\n${step.details}` : ''}
                      </p>
                    ),
                  }
                : {}),
            };
          })}
        />
        {counts ? <p className="gj-second">{t('acknowledgements', { done: counts.done, of: counts.of })}</p> : null}
      </Stack>
      {open && next ? <StepSheet rulebookId={rulebook.id} kind={next} onClose={() => setOpen(false)} /> : null}
    </Card>
  );
}

function StepSheet(props: { rulebookId: string; kind: AdoptionKind; onClose: () => void }) {
  const { t } = usePolicyWords();
  const { rulebookId, kind, onClose } = props;
  const form = useForm(recordAdoptionStep, {
    initial: { rulebookId, kind },
    draft: `policy.adoption.${rulebookId}.${kind}`,
    onDone: onClose,
  });
  return (
    <Sheet title={t(`adoption.${kind}`)} onClose={onClose}>
      <Form form={form} send={t('adoption.send')}>
        <p className="gj-second">{t(`adoption.${kind}.hint`)}</p>
        <Field form={form} name="day" label={t('adoption.day')}>
          {(control) => <DatePicker {...control} />}
        </Field>
        <Field form={form} name="document" label={t('adoption.document')} hint={t('adoption.documentHint')}>
          {(control) => <Input {...control} most={200} />}
        </Field>
        <Field form={form} name="details" label={t('adoption.details')}>
          {(control) => <TextArea {...control} rows={4} most={2000} />}
        </Field>
      </Form>
    </Sheet>
  );
}
