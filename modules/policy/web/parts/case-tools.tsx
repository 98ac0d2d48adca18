import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { Input } from '#design/input.tsx';
import { Sheet } from '#design/sheet.tsx';
import { Field } from '#kernel/web/forms/field.tsx';
import { Form } from '#kernel/web/forms/form.tsx';
import { useForm } from '#kernel/web/forms/use-form.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { CaseFile } from '../../contract/case-file.ts';
import { recordService, waiveCase } from '../../contract/cases.ts';
import { words } from '../words.ts';

/** What whoever decides can do besides: withdraw the case, or record that a notice was served by hand. */
export function CaseTools({ file }: { file: CaseFile }) {
  const t = useWords(words);
  const [open, setOpen] = useState<'waive' | 'serve'>();
  const mayServe = file.may.includes('recordService');
  if (!mayServe && !file.may.includes('waive')) return null;
  return (
    <div className="gj-actions gj-no-print">
      {mayServe ? <Button onPress={() => setOpen('serve')}>{t('serve')}</Button> : null}
      {file.may.includes('waive') ? (
        <Button kind="quiet" onPress={() => setOpen('waive')}>
          {t('waive')}
        </Button>
      ) : null}
      {open ? (
        <Sheet title={t(open)} onClose={() => setOpen(undefined)}>
          {open === 'waive' ? (
            <WaiveForm caseId={file.id} onDone={() => setOpen(undefined)} />
          ) : (
            <ServeForm caseId={file.id} onDone={() => setOpen(undefined)} />
          )}
        </Sheet>
      ) : null}
    </div>
  );
}

function WaiveForm({ caseId, onDone }: { caseId: string; onDone: () => void }) {
  const t = useWords(words);
  const form = useForm(waiveCase, { initial: { caseId }, onDone });
  return (
    <Form form={form} send={t('waive.send')}>
      <p>{t('waive.body')}</p>
      <Field form={form} name="reason" label={t('reason')}>
        {(control) => <Input {...control} most={500} />}
      </Field>
    </Form>
  );
}

function ServeForm({ caseId, onDone }: { caseId: string; onDone: () => void }) {
  const t = useWords(words);
  const form = useForm(recordService, { initial: { caseId }, onDone });
  return (
    <Form form={form} send={t('serve.send')}>
      <p>{t('serve.body')}</p>
      <Field form={form} name="how" label={t('serve.how')} hint={t('serve.howHint')}>
        {(control) => <Input {...control} most={300} />}
      </Field>
    </Form>
  );
}
