import { FieldFrame } from '#design/field-frame.tsx';
import { Input } from '#design/input.tsx';
import { MultiSelect } from '#design/multi-select.tsx';
import { NumberInput } from '#design/number-input.tsx';
import { tell } from '#design/toast.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { Form } from '#kernel/web/forms/form.tsx';
import { useForm } from '#kernel/web/forms/use-form.ts';
import { confirmIdentity } from '#kernel/web/identity/confirm-identity.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { Part } from '#kernel/web/shell/part.tsx';
import { departmentPicker } from '#modules/directory/contract/parts.ts';
import { type ApplicationRow, listOffers, proposeApplication } from '../../contract/applications.ts';
import type { Definition } from '../../contract/definition.ts';
import { words } from '../words.ts';
import { GrantsEditor } from './grants-editor.tsx';
import { NetworksInput } from './networks-input.tsx';

const fresh: Definition = {
  name: '',
  purpose: '',
  permissions: [],
  networks: [],
  perMinute: 600,
  kinds: [],
  webhook: null,
  scimDepartmentId: null,
};

/** Everything that an application is, proposed to a second person. */
export function ApplicationForm(props: { row?: ApplicationRow; onSent: (applicationId: string) => void }) {
  const t = useWords(words);
  const language = useLanguage();
  const { row } = props;
  const from = useRead(listOffers, {});
  const kinds = from.data?.kinds ?? [];
  const form = useForm(proposeApplication, {
    initial: {
      ...(row ? { applicationId: row.applicationId } : {}),
      revision: row?.standing?.revision ?? 0,
      definition: row?.standing?.definition ?? fresh,
    },
    onDone: ({ applicationId, proposalId }) => {
      tell(t(proposalId === null ? 'agreed' : 'sent'));
      props.onSent(applicationId);
    },
  });
  const confirmed = {
    ...form,
    submit: async () => {
      if (await confirmIdentity()) await form.submit();
    },
  };
  const is = form.values.definition as Definition;
  const set = (part: Partial<Definition>) => form.set('definition', { ...is, ...part });
  const frame = (name: string) => ({
    id: `application-${name}`,
    problem: form.problemAt(`definition.${name}`),
  });
  const control = (name: string) => ({ id: `application-${name}`, describedBy: `application-${name}-told` });
  return (
    <Form form={confirmed} send={t('propose')}>
      <FieldFrame {...frame('name')} label={t('name')} required>
        <Input {...control('name')} value={is.name} most={40} onChange={(name) => set({ name: name ?? '' })} />
      </FieldFrame>
      <FieldFrame {...frame('purpose')} label={t('purpose')} hint={t('purpose.hint')} required>
        <Input
          {...control('purpose')}
          value={is.purpose}
          most={200}
          onChange={(text) => set({ purpose: text ?? '' })}
        />
      </FieldFrame>
      <FieldFrame {...frame('permissions')} label={t('permissions')} hint={t('permissions.hint')} group>
        <GrantsEditor value={is.permissions} onChange={(permissions) => set({ permissions })} />
      </FieldFrame>
      <FieldFrame {...frame('kinds')} label={t('kinds')} hint={t('kinds.hint')}>
        <MultiSelect
          {...control('kinds')}
          value={is.kinds}
          from={from}
          choices={kinds.map((kind) => ({
            value: kind.name,
            label: `${kind.module[language]} · ${kind.summary[language]}`,
            search: kind.name,
          }))}
          onChange={(next) => set({ kinds: [...(next ?? [])] })}
        />
      </FieldFrame>
      <FieldFrame
        {...frame('webhook')}
        label={t('webhook')}
        hint={t('webhook.hint')}
        problem={form.problemAt('definition.webhook.address')}
      >
        <Input
          {...control('webhook')}
          value={is.webhook?.address ?? ''}
          most={2_048}
          onChange={(address) => set({ webhook: address ? { networks: [], ...is.webhook, address } : null })}
        />
      </FieldFrame>
      {is.webhook ? (
        <FieldFrame {...frame('webhook.networks')} label={t('webhook.networks')} hint={t('webhook.networks.hint')}>
          <NetworksInput
            {...control('webhook.networks')}
            value={is.webhook.networks}
            onChange={(next) => set({ webhook: is.webhook && { ...is.webhook, networks: next ?? [] } })}
          />
        </FieldFrame>
      ) : null}
      <FieldFrame {...frame('scimDepartmentId')} label={t('scimDepartment')} hint={t('scimDepartment.hint')}>
        <Part
          of={departmentPicker}
          {...control('scimDepartmentId')}
          most={1}
          value={is.scimDepartmentId === null ? [] : [is.scimDepartmentId]}
          onChange={(ids) => set({ scimDepartmentId: ids?.[0] ?? null })}
        />
      </FieldFrame>
      <FieldFrame {...frame('networks')} label={t('networks')} hint={t('networks.hint')}>
        <NetworksInput
          {...control('networks')}
          value={is.networks}
          onChange={(next) => set({ networks: next ?? [] })}
        />
      </FieldFrame>
      <FieldFrame {...frame('perMinute')} label={t('perMinute')}>
        <NumberInput
          {...control('perMinute')}
          least={1}
          value={is.perMinute}
          onChange={(next) => set({ perMinute: next ?? 600 })}
        />
      </FieldFrame>
      <FieldFrame id="application-reason" label={t('reason')} required={false}>
        <Input
          id="application-reason"
          describedBy="application-reason-told"
          value={form.values.reason ?? ''}
          most={500}
          onChange={(reason) => form.set('reason', reason || undefined)}
        />
      </FieldFrame>
    </Form>
  );
}
