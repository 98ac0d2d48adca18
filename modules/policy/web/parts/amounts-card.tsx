import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { Checkbox } from '#design/checkbox.tsx';
import { FactList } from '#design/fact-list.tsx';
import { Input } from '#design/input.tsx';
import { Note } from '#design/note.tsx';
import { Sheet } from '#design/sheet.tsx';
import { Stack } from '#design/stack.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { Field } from '#kernel/web/forms/field.tsx';
import { Form } from '#kernel/web/forms/form.tsx';
import { useForm } from '#kernel/web/forms/use-form.ts';
import type { MoneyKind } from '../../contract/rulebook.ts';
import { type readRulebook, switchAmounts } from '../../contract/rulebooks.ts';
import { usePolicyWords } from '../use-policy-words.ts';

/** Whether figures of the source are ever money here: off unless somebody named switched it on, with its basis. */
export function AmountsCard({ rulebook }: { rulebook: OutputOf<typeof readRulebook> }) {
  const { t, format } = usePolicyWords();
  const [open, setOpen] = useState<{ money: MoneyKind; on: boolean }>();
  const may = rulebook.may.includes('switchAmounts');
  return (
    <Card title={t('amounts')}>
      <Stack gap={2}>
        <p className="gj-second">{t('amounts.body')}</p>
        <FactList
          facts={rulebook.amounts.map(({ money, on, by, at, basis }) => ({
            name: t(`money.${money}`),
            value: (
              <Stack gap={1}>
                <span>
                  {at
                    ? t(on ? 'amounts.onBy' : 'amounts.offBy', { name: by?.name, time: format.exact(at), basis })
                    : t('amounts.off')}
                </span>
                {may ? (
                  <div className="gj-actions gj-no-print">
                    <Button onPress={() => setOpen({ money, on: !on })}>
                      {t(on ? 'amounts.switchOff' : 'amounts.switchOn')}
                    </Button>
                  </div>
                ) : null}
              </Stack>
            ),
          }))}
        />
      </Stack>
      {open ? <SwitchSheet employerId={rulebook.employer.id} {...open} onClose={() => setOpen(undefined)} /> : null}
    </Card>
  );
}

function SwitchSheet(props: { employerId: string; money: MoneyKind; on: boolean; onClose: () => void }) {
  const { t } = usePolicyWords();
  const { employerId, money, on, onClose } = props;
  const form = useForm(switchAmounts, {
    initial: { employerId, money, on, ...(on ? {} : { understood: true as const }) },
    onDone: onClose,
  });
  return (
    <Sheet title={t(on ? 'amounts.switchOn' : 'amounts.switchOff')} onClose={onClose}>
      <Form form={form} send={t(on ? 'amounts.switchOn' : 'amounts.switchOff')}>
        {on ? (
          <>
            <Note tone="seal" title={t('amounts.warning')}>
              {t('amounts.warningBody')}
            </Note>
            <Checkbox
              value={form.values.understood ?? false}
              onChange={(value) => form.set('understood', value ? true : undefined)}
            >
              {t('amounts.understood')}
            </Checkbox>
          </>
        ) : null}
        <Field
          form={form}
          name="basis"
          label={t(on ? 'amounts.basis' : 'reason')}
          hint={on ? t('amounts.basisHint') : ''}
        >
          {(control) => <Input {...control} most={300} />}
        </Field>
      </Form>
    </Sheet>
  );
}
