import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { FactList } from '#design/fact-list.tsx';
import { Input } from '#design/input.tsx';
import { Select } from '#design/select.tsx';
import { Switch } from '#design/switch.tsx';
import { TextArea } from '#design/text-area.tsx';
import { tell } from '#design/toast.tsx';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { Part } from '#kernel/web/shell/part.tsx';
import { personPicker } from '#modules/directory/contract/parts.ts';
import { changeTemplate, reinstateTemplate, retireTemplate } from '../../../contract/template-operations.ts';
import type { ReadTemplate } from '../../screens/template-page.tsx';
import { words } from '../../words.ts';
import { Labelled } from '../labelled.tsx';
import { ClassChoice } from './settings-fields.tsx';

/** Whose a template is and who must agree to it. Not part of the versions: who governs changes it, at once and on record. */
export function OwnerCard({ template }: { template: ReadTemplate }) {
  const t = useWords(words);
  const { head } = template;
  const change = useCommand(changeTemplate);
  const retire = useCommand(retireTemplate);
  const reinstate = useCommand(reinstateTemplate);
  const [reason, setReason] = useState('');
  const [category, setCategory] = useState(head.category ?? '');
  if (!template.may.includes('govern')) {
    return (
      <Card title={t('template.governed')}>
        <FactList
          facts={[
            { name: t('template.owner'), value: head.ownerDepartment?.name ?? t('template.owner.program') },
            { name: t('template.ownerPerson'), value: head.ownerPerson?.name ?? '–' },
            { name: t('template.class'), value: t(`template.class.${head.class}`) },
            { name: t('template.important'), value: t(head.important ? 'template.yes' : 'template.no') },
            { name: t('template.category'), value: head.category ?? '–' },
          ]}
        />
      </Card>
    );
  }
  const put = async (next: Parameters<typeof change.run>[0]['change']) => {
    if (await change.run({ kind: head.kind, revision: head.revision, change: next })) tell(t('template.changed'));
  };
  const said = reason.trim();
  const failure = change.failure ?? retire.failure ?? reinstate.failure;
  const owner = head.ownerDepartment?.id;
  return (
    <Card title={t('template.governed')}>
      <div className="gj-form">
        <Labelled label={t('template.owner')}>
          {(named) => (
            <Select
              {...named}
              searchable
              {...(owner && { value: owner })}
              choices={template.departments.map((one) => ({ value: one.id, label: one.name }))}
              onChange={(next) => next && void put({ ownerDepartmentId: next })}
            />
          )}
        </Labelled>
        <Labelled label={t('template.ownerPerson')} required={false} hint={t('template.ownerPerson.hint')}>
          {(named) => (
            <Part
              of={personPicker}
              {...named}
              most={1}
              value={head.ownerPerson ? [head.ownerPerson.id] : []}
              onChange={(next) => void put({ ownerPersonId: next?.[0] ?? null })}
            />
          )}
        </Labelled>
        <Labelled label={t('template.class')} hint={t('template.class.hint')}>
          {() => <ClassChoice value={head.class} onChange={(next) => void put({ class: next })} />}
        </Labelled>
        <Switch
          label={t('template.important')}
          value={head.important}
          busy={change.running}
          onChange={(next) => void put({ important: next ?? false })}
        />
        <span className="gj-second">{t('template.important.hint')}</span>
        <Labelled label={t('template.category')} required={false}>
          {(named) => (
            <Input
              {...named}
              value={category}
              onChange={(next) => setCategory(next ?? '')}
              onBlur={() => {
                if (category.trim() !== (head.category ?? '')) void put({ category: category.trim() || null });
              }}
            />
          )}
        </Labelled>
        {head.state === 'draft' ? null : (
          <>
            <Labelled
              label={t(head.state === 'retired' ? 'template.reinstate.why' : 'template.retire.why')}
              required={false}
            >
              {(named) => <TextArea {...named} value={reason} most={1000} onChange={(next) => setReason(next ?? '')} />}
            </Labelled>
            <Button
              kind={head.state === 'retired' ? 'usual' : 'danger'}
              disabled={said === ''}
              busy={retire.running || reinstate.running}
              onPress={() =>
                void (head.state === 'retired' ? reinstate : retire)
                  .run({ kind: head.kind, reason: said })
                  .then((done) => done && setReason(''))
              }
            >
              {t(head.state === 'retired' ? 'template.reinstate' : 'template.retire')}
            </Button>
          </>
        )}
        {failure ? <FailureNote failure={failure} kept /> : null}
      </div>
    </Card>
  );
}
