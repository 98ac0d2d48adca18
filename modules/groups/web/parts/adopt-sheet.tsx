import { FieldFrame } from '#design/field-frame.tsx';
import { Input } from '#design/input.tsx';
import { Select } from '#design/select.tsx';
import { Sheet } from '#design/sheet.tsx';
import { tell } from '#design/toast.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { Form } from '#kernel/web/forms/form.tsx';
import { useForm } from '#kernel/web/forms/use-form.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { Part } from '#kernel/web/shell/part.tsx';
import { personPicker } from '#modules/directory/contract/parts.ts';
import { membershipRule } from '../../contract/membership-rule.ts';
import { adoptGroup, listKinds, type listMyGroups } from '../../contract/operations.ts';
import { words } from '../words.ts';
import { RuleEditor } from './rule-editor.tsx';

type Adoption = Pick<OutputOf<typeof listMyGroups>['adoptions'][number], 'conversationId' | 'name' | 'proposal'>;

/** Takes a group into the register otherwise than was proposed: kind, name, leader, members. */
export function AdoptSheet({ adoption, onClose }: { adoption: Adoption; onClose: () => void }) {
  const t = useWords(words);
  const language = useLanguage();
  const kinds = useRead(listKinds, {}).data?.rows ?? [];
  const { conversationId, proposal } = adoption;
  const form = useForm(adoptGroup, {
    initial: { conversationId, changed: proposal },
    onDone: () => {
      onClose();
      tell(t('adopt.done'));
    },
  });
  const changed = {
    ...proposal,
    ...form.values.changed,
    rule: membershipRule.parse(form.values.changed?.rule ?? proposal.rule),
  };
  const change = (part: Partial<typeof proposal>) => form.set('changed', { ...changed, ...part });
  return (
    <Sheet title={t('adopt.change.title', { name: adoption.name })} onClose={onClose}>
      <Form form={form} send={t('adopt')}>
        <FieldFrame id="adopt-kind" label={t('kind')}>
          <Select
            id="adopt-kind"
            value={changed.kind}
            onChange={(next) => next && change({ kind: next })}
            choices={kinds.map((one) => ({ value: one.code, label: one.kind.title[language] }))}
          />
        </FieldFrame>
        <FieldFrame
          id="adopt-name"
          label={t('name')}
          hint={t('adopt.ownName.hint')}
          problem={form.problemAt('changed.ownName')}
        >
          <Input
            id="adopt-name"
            value={changed.ownName}
            most={30}
            onChange={(next) => change({ ownName: next ?? '' })}
          />
        </FieldFrame>
        <FieldFrame id="adopt-leader" label={t('leader')}>
          <Part
            of={personPicker}
            id="adopt-leader"
            most={1}
            value={[changed.leaderId]}
            onChange={(next) => next?.[0] && change({ leaderId: next[0] })}
          />
        </FieldFrame>
        <FieldFrame id="adopt-rule" label={t('rule')} required={false}>
          <RuleEditor rule={changed.rule} onChange={(rule) => change({ rule })} />
        </FieldFrame>
      </Form>
    </Sheet>
  );
}
