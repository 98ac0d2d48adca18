import { useLocation } from 'wouter';
import { Card } from '#design/card.tsx';
import { Checkbox } from '#design/checkbox.tsx';
import { FieldFrame } from '#design/field-frame.tsx';
import { Input } from '#design/input.tsx';
import { NumberInput } from '#design/number-input.tsx';
import { Page } from '#design/page.tsx';
import { Select } from '#design/select.tsx';
import { Stack } from '#design/stack.tsx';
import { tell } from '#design/toast.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { Form } from '#kernel/web/forms/form.tsx';
import { useForm } from '#kernel/web/forms/use-form.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { ScreenProps } from '#kernel/web/shell/module-web.ts';
import { type GroupKind, readyKinds } from '../../contract/group-kind.ts';
import { listKinds, saveKind } from '../../contract/operations.ts';
import { words } from '../words.ts';
import '../groups.css';

const fresh: GroupKind = { ...(readyKinds.learning as GroupKind), title: { zh: '新类型', en: 'New kind' } };

/** One kind, to be changed by who may. `new` begins another. */
export function KindPage({ params }: ScreenProps) {
  const t = useWords(words);
  const language = useLanguage();
  const read = useRead(listKinds, {});
  const rows = read.data?.rows ?? [];
  const free = `own${rows.filter((row) => !row.ready).length + 1}`;
  const code = params.code === 'new' ? free : (params.code ?? '');
  const held = params.code === 'new' ? undefined : rows.find((row) => row.code === code);
  return (
    <Page title={held?.kind.title[language] ?? t('kind.new')}>
      <Loaded read={read} shape="page">
        {({ may }) => (
          <KindForm
            key={`${code} ${held?.revision ?? 0}`}
            code={code}
            revision={held?.revision ?? 0}
            kind={held?.kind ?? fresh}
            readOnly={!may.includes('manage')}
          />
        )}
      </Loaded>
    </Page>
  );
}

function KindForm(props: { code: string; revision: number; kind: GroupKind; readOnly: boolean }) {
  const t = useWords(words);
  const [, go] = useLocation();
  const form = useForm(saveKind, {
    initial: { code: props.code, revision: props.revision, kind: props.kind },
    onDone: () => {
      tell(t('kind.saved'));
      go('/groups/kinds');
    },
  });
  const kind = { ...props.kind, ...form.values.kind };
  const change = (part: Partial<GroupKind>) => form.set('kind', { ...kind, ...part });
  const disabled = props.readOnly;
  const problem = (name: string) => form.problemAt(`kind.${name}`);
  const text = (name: 'owner' | 'namePattern', hint?: string) => (
    <FieldFrame id={`kind-${name}`} label={t(`kind.${name}`)} hint={hint} problem={problem(name)}>
      <Input
        id={`kind-${name}`}
        disabled={disabled}
        most={60}
        value={kind[name]}
        onChange={(next) => change({ [name]: next ?? '' })}
      />
    </FieldFrame>
  );
  const number = (name: 'mostMembers' | 'settleWorkdays' | 'dissolveWorkdays' | 'idleDays') => (
    <FieldFrame id={`kind-${name}`} label={t(`kind.${name}`)} problem={problem(name)}>
      <NumberInput
        id={`kind-${name}`}
        disabled={disabled}
        value={kind[name]}
        onChange={(next) => change({ [name]: next ?? 0 })}
      />
    </FieldFrame>
  );
  const optionalNumber = (name: 'mostDays' | 'patrolDays' | 'keepMonths', hint?: string) => (
    <FieldFrame id={`kind-${name}`} label={t(`kind.${name}`)} hint={hint} required={false} problem={problem(name)}>
      <NumberInput
        id={`kind-${name}`}
        disabled={disabled}
        value={kind[name] ?? undefined}
        onChange={(next) => change({ [name]: next ?? null })}
      />
    </FieldFrame>
  );
  const choice = <N extends 'creators' | 'process' | 'membership' | 'apply' | 'lifetime' | 'joining'>(
    name: N,
    values: readonly GroupKind[N][],
    word: (value: GroupKind[N]) => string,
  ) => (
    <FieldFrame id={`kind-${name}`} label={t(`kind.${name}`)}>
      <Select<GroupKind[N]>
        id={`kind-${name}`}
        disabled={disabled}
        value={kind[name]}
        onChange={(next) => next && change({ [name]: next } as Partial<GroupKind>)}
        choices={values.map((value) => ({ value, label: word(value) }))}
      />
    </FieldFrame>
  );
  const fields = (
    <Stack gap={4}>
      <Card title={t('kind.section.name')}>
        <div className="groups-fields">
          {(['zh', 'en'] as const).map((language) => (
            <FieldFrame
              key={language}
              id={`kind-title-${language}`}
              label={t(`kind.title.${language}`)}
              problem={problem(`title.${language}`)}
            >
              <Input
                id={`kind-title-${language}`}
                disabled={disabled}
                most={60}
                value={kind.title[language]}
                onChange={(next) => change({ title: { ...kind.title, [language]: next ?? '' } })}
              />
            </FieldFrame>
          ))}
          {text('owner', t('kind.owner.hint'))}
          {text('namePattern', t('kind.namePattern.hint'))}
          {(['leader', 'deputy', 'member', 'guest'] as const).map((role) => (
            <FieldFrame
              key={role}
              id={`kind-display-${role}`}
              label={t('kind.display', { role: t(`role.${role}`) })}
              problem={problem(`display.${role}`)}
            >
              <Input
                id={`kind-display-${role}`}
                disabled={disabled}
                most={60}
                value={kind.display[role]}
                onChange={(next) => change({ display: { ...kind.display, [role]: next ?? '' } })}
              />
            </FieldFrame>
          ))}
        </div>
        <Checkbox disabled={disabled} value={kind.keepsName} onChange={(next) => change({ keepsName: next ?? false })}>
          {t('kind.keepsName')}
        </Checkbox>
      </Card>
      <Card title={t('kind.section.life')}>
        <div className="groups-fields">
          {choice('process', ['approval', 'direct'], (value) => t(`process.${value}`))}
          {choice('creators', ['everybody', 'heads', 'managers'], (value) => t(`creators.${value}`))}
          {choice('lifetime', ['open', 'mayEnd', 'ends'], (value) => t(`lifetime.${value}`))}
          {optionalNumber('mostDays')}
          {number('dissolveWorkdays')}
          {number('idleDays')}
          {optionalNumber('keepMonths', t('kind.keepMonths.hint'))}
        </div>
      </Card>
      <Card title={t('kind.section.members')}>
        <div className="groups-fields">
          {choice('membership', ['rule', 'either'], (value) => t(`membership.${value}`))}
          {choice('joining', ['closed', 'approval'], (value) => t(`joining.${value}`))}
          {choice('apply', ['automatic', 'proposed'], (value) => t(`apply.${value}`))}
          {number('settleWorkdays')}
          {number('mostMembers')}
          {optionalNumber('patrolDays')}
        </div>
        <Checkbox disabled={disabled} value={kind.guests} onChange={(next) => change({ guests: next ?? false })}>
          {t('kind.guests')}
        </Checkbox>
      </Card>
      <Card title={t('kind.section.tools')}>
        <div className="groups-tools">
          {(['silence', 'removeMessage', 'announce'] as const).map((tool) => (
            <Checkbox
              key={tool}
              disabled={disabled}
              value={kind.tools[tool]}
              onChange={(next) => change({ tools: { ...kind.tools, [tool]: next ?? false } })}
            >
              {t(`tool.${tool}`)}
            </Checkbox>
          ))}
        </div>
      </Card>
    </Stack>
  );
  return disabled ? (
    fields
  ) : (
    <Form form={form} send={t('save')}>
      {fields}
    </Form>
  );
}
