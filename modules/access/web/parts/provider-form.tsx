import { Checkbox } from '#design/checkbox.tsx';
import { FieldFrame } from '#design/field-frame.tsx';
import { Input } from '#design/input.tsx';
import { NumberInput } from '#design/number-input.tsx';
import { PasswordInput } from '#design/password-input.tsx';
import { Select } from '#design/select.tsx';
import { TextArea } from '#design/text-area.tsx';
import { tell } from '#design/toast.tsx';
import type { CallInputOf } from '#kernel/contract/operation.ts';
import { Form } from '#kernel/web/forms/form.tsx';
import { type FormState, useForm } from '#kernel/web/forms/use-form.ts';
import { confirmIdentity } from '#kernel/web/identity/confirm-identity.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { Part } from '#kernel/web/shell/part.tsx';
import { departmentPicker } from '#modules/directory/contract/parts.ts';
import { type OutsideProviderRow, proposeOutsideProvider } from '../../contract/outside-providers.ts';
import type { OutsideKind } from '../../contract/outside-shapes.ts';
import { initialProvider, type ProviderField, providerFields } from '../provider-fields.ts';
import { words } from '../words.ts';
import { type GroupRole, GroupRoles } from './group-roles.tsx';

type Setup = { kind: OutsideKind; name: string; options: Record<string, unknown>; secret?: string };
type Sent = CallInputOf<typeof proposeOutsideProvider>['setup'];

const splitLines = (text: string): string[] =>
  text
    .split(/[\s,，;；]+/)
    .map((line) => line.trim())
    .filter(Boolean);

/** The settings of a provider, proposed to a second person. */
export function ProviderForm(props: {
  kind: OutsideKind;
  row?: OutsideProviderRow;
  onSent: (providerId: string) => void;
}) {
  const t = useWords(words);
  const { kind, row } = props;
  const setup: Setup = {
    kind,
    name: row?.name ?? t(`outside.kind.${kind}`),
    options: { ...initialProvider[kind], ...row?.standing?.options },
  };
  const form = useForm(proposeOutsideProvider, {
    initial: {
      ...(row ? { providerId: row.id } : {}),
      revision: row?.standing?.revision ?? 0,
      setup: setup as unknown as Sent,
    },
    onDone: ({ providerId, proposalId }) => {
      tell(t(proposalId === null ? 'outside.agreed' : 'outside.sent'));
      props.onSent(providerId);
    },
  });
  const confirmed = {
    ...form,
    submit: async () => {
      if (await confirmIdentity()) await form.submit();
    },
  };
  const values = form.values.setup as unknown as Setup;
  const setAll = (next: Setup) => form.set('setup', next as unknown as Sent);
  const fields = providerFields[kind];
  const shown = (field: ProviderField) => (
    <ProviderInput
      key={field.name}
      field={field}
      form={form}
      values={values}
      kept={row?.standing?.hasSecret ?? false}
      onChange={setAll}
    />
  );
  return (
    <Form form={confirmed} send={t('outside.propose')}>
      <FieldFrame
        id="provider-name"
        label={t('outside.name')}
        hint={t('outside.nameHint')}
        required
        problem={form.problemAt('setup.name')}
      >
        <Input
          id="provider-name"
          describedBy="provider-name-told"
          value={values.name}
          most={40}
          onChange={(name) => setAll({ ...values, name: name ?? '' })}
        />
      </FieldFrame>
      {fields.filter(({ seldom }) => !seldom).map(shown)}
      <details>
        <summary>{t('outside.seldom')}</summary>
        <div className="gj-form">{fields.filter(({ seldom }) => seldom).map(shown)}</div>
      </details>
      <FieldFrame id="provider-reason" label={t('outside.reason')} hint={t('outside.reasonHint')}>
        <Input
          id="provider-reason"
          describedBy="provider-reason-told"
          value={form.values.reason ?? ''}
          most={500}
          onChange={(reason) => form.set('reason', reason || undefined)}
        />
      </FieldFrame>
    </Form>
  );
}

function ProviderInput(props: {
  field: ProviderField;
  form: FormState<typeof proposeOutsideProvider>;
  values: Setup;
  kept: boolean;
  onChange: (next: Setup) => void;
}) {
  const t = useWords(words);
  const { field, form, values, onChange } = props;
  const { name, kind } = field;
  const id = `provider-${name}`;
  const value = kind === 'secret' ? values.secret : values.options[name];
  const problem = form.problemAt(kind === 'secret' ? 'setup.secret' : `setup.options.${name}`);
  const set = (next: unknown) => onChange({ ...values, options: { ...values.options, [name]: next } });
  const control = { id, describedBy: `${id}-told`, invalid: problem !== undefined };
  const text = typeof value === 'string' ? value : '';
  const label = t(`outside.field.${field.word ?? name}` as 'outside.field.issuer');
  if (kind === 'check') {
    return (
      <Checkbox id={id} value={value === true} onChange={(next) => set(next ?? false)}>
        {label}
      </Checkbox>
    );
  }
  const hint =
    kind === 'secret' && props.kept
      ? t('outside.secretKept')
      : field.hint
        ? t(`outside.field.${name}.hint` as 'outside.field.issuer.hint')
        : undefined;
  const department = (value as { departmentId?: string } | null | undefined)?.departmentId;
  return (
    <FieldFrame id={id} label={label} hint={hint} problem={problem}>
      {kind === 'number' ? (
        <NumberInput {...control} least={0} value={typeof value === 'number' ? value : undefined} onChange={set} />
      ) : kind === 'choice' ? (
        <Select
          {...control}
          value={text}
          choices={(field.choices ?? []).map((choice) => ({
            value: choice,
            label: t(`outside.${name}.${choice}` as 'outside.match.linked'),
          }))}
          onChange={set}
        />
      ) : kind === 'secret' ? (
        <PasswordInput
          {...control}
          autoComplete="new-password"
          value={text}
          onChange={(next) => {
            const { secret: _, ...others } = values;
            onChange(next ? { ...others, secret: next } : others);
          }}
        />
      ) : kind === 'department' ? (
        <Part
          of={departmentPicker}
          {...control}
          most={1}
          value={department === undefined ? [] : [department]}
          onChange={(next) => set(next?.[0] === undefined ? null : { departmentId: next[0] })}
        />
      ) : kind === 'lines' ? (
        <Input
          {...control}
          value={Array.isArray(value) ? value.join(' ') : ''}
          onChange={(next) =>
            set((next ?? '').endsWith(' ') ? [...splitLines(next ?? ''), ''] : splitLines(next ?? ''))
          }
        />
      ) : kind === 'groups' ? (
        <GroupRoles id={id} value={value as GroupRole[]} onChange={set} />
      ) : kind === 'area' ? (
        <TextArea {...control} value={text} onChange={(next) => set(next ?? '')} />
      ) : (
        <Input {...control} value={text} onChange={(next) => set(next ?? '')} />
      )}
    </FieldFrame>
  );
}
