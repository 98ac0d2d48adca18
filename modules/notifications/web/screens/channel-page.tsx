import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { Checkbox } from '#design/checkbox.tsx';
import { FieldFrame } from '#design/field-frame.tsx';
import { Input } from '#design/input.tsx';
import { NumberInput } from '#design/number-input.tsx';
import { Page } from '#design/page.tsx';
import { PasswordInput } from '#design/password-input.tsx';
import { Select } from '#design/select.tsx';
import { TextArea } from '#design/text-area.tsx';
import { tell } from '#design/toast.tsx';
import type { CallInputOf, OutputOf } from '#kernel/contract/operation.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { Form } from '#kernel/web/forms/form.tsx';
import { type FormState, useForm } from '#kernel/web/forms/use-form.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { When } from '#kernel/web/language/when.tsx';
import { MissingPage } from '#kernel/web/shell/missing-page.tsx';
import type { ScreenProps } from '#kernel/web/shell/module-web.ts';
import {
  confirmChannelAddresses,
  listChannels,
  proposeChannelAddresses,
  saveChannel,
  testChannel,
} from '../../contract/channel-operations.ts';
import { type OutsideChannel, outsideChannel } from '../../contract/channels.ts';
import { type ChannelField, channelFields, initialOptions } from '../channel-fields.ts';
import { StateTag } from '../parts/state-tag.tsx';
import { useShownError } from '../use-shown-error.ts';
import { words } from '../words.ts';

type Row = OutputOf<typeof listChannels>['rows'][number];

/** One way out of the app: its settings, its secrets (written, never read), a test, and the private addresses that it may reach. */
export function ChannelPage({ params }: ScreenProps) {
  const t = useWords(words);
  const named = outsideChannel.safeParse(params.channel);
  const read = useRead(listChannels, {});
  if (!named.success) return <MissingPage />;
  const channel = named.data;
  return (
    <Page title={t(`channel.${channel}`)} lead={t(`channels.hint.${channel}`)}>
      <Loaded read={read} shape="text">
        {({ rows }) => {
          const row = rows.find((one) => one.channel === channel);
          return (
            <>
              <Card title={t('channel.options')}>
                <ChannelForm key={row?.revision ?? 0} channel={channel} row={row} />
              </Card>
              {row?.active ? <TestCard row={row} /> : null}
              {row ? <AddressCard key={row.revision} row={row} /> : null}
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

type Setup = { channel: OutsideChannel; options: Record<string, unknown>; secrets: Record<string, unknown> };

function ChannelForm({ channel, row }: { channel: OutsideChannel; row: Row | undefined }) {
  const t = useWords(words);
  const { publicKey: _, ...held } = row?.options ?? {};
  const setup: Setup = { channel, options: row ? held : { ...initialOptions[channel] }, secrets: {} };
  const form = useForm(saveChannel, {
    initial: {
      revision: row?.revision ?? 0,
      active: row?.active ?? true,
      setup: setup as CallInputOf<typeof saveChannel>['setup'],
    },
    onDone: () => tell(t('saved')),
  });
  return (
    <Form form={form} send={t('save')}>
      {channelFields[channel].map((field) => (
        <ChannelInput key={`${field.kind} ${field.name}`} field={field} form={form} kept={row?.secrets ?? []} />
      ))}
      <Checkbox value={form.values.active} onChange={(active) => form.set('active', active ?? false)}>
        {t('channel.active')}
      </Checkbox>
      <p className="gj-second">{t('channel.activeHint')}</p>
    </Form>
  );
}

function ChannelInput(props: { field: ChannelField; form: FormState<typeof saveChannel>; kept: readonly string[] }) {
  const t = useWords(words);
  const { field, form, kept } = props;
  const { name, kind } = field;
  const place = kind === 'secret' ? 'secrets' : 'options';
  const setup = form.values.setup as unknown as Setup;
  const value = setup[place][name];
  const set = (next: unknown) => {
    const { [name]: _, ...others } = setup[place];
    const values = next === undefined || (kind === 'secret' && next === '') ? others : { ...others, [name]: next };
    form.set('setup', { ...setup, [place]: values } as unknown as CallInputOf<typeof saveChannel>['setup']);
  };
  const id = `channel-${place}-${name}`;
  const problem = form.problemAt(`setup.${place}.${name}`);
  const control = {
    id,
    name: id,
    invalid: problem !== undefined,
    describedBy: `${id}-told`,
    onBlur: () => form.touch('setup'),
  };
  const label = t(`field.${field.word ?? name}` as 'field.url');
  const text = typeof value === 'string' ? value : '';
  const hint =
    kind === 'secret' && kept.includes(name)
      ? t('channel.secretKept')
      : field.hint
        ? t(`field.${name}.hint` as 'field.body.hint')
        : undefined;
  const choiceWord = (choice: string) => {
    const worded = ['security', 'bodyType'].includes(name) || choice === 'none';
    return worded ? t(`field.${name}.${choice}` as 'field.security.tls') : choice;
  };
  return (
    <FieldFrame id={id} label={label} hint={hint} problem={problem}>
      {kind === 'number' ? (
        <NumberInput {...control} least={0} value={typeof value === 'number' ? value : undefined} onChange={set} />
      ) : kind === 'choice' ? (
        <Select
          {...control}
          value={text}
          choices={(field.choices ?? []).map((choice) => ({ value: choice, label: choiceWord(choice) }))}
          onChange={set}
        />
      ) : kind === 'secret' ? (
        <PasswordInput {...control} autoComplete="new-password" value={text} onChange={set} />
      ) : kind === 'headers' ? (
        <HeadersInput id={id} describedBy={`${id}-told`} value={value} onChange={set} />
      ) : kind === 'area' ? (
        <TextArea {...control} value={text} onChange={(next) => set(next ?? '')} />
      ) : (
        <Input {...control} value={text} onChange={(next) => set(next ?? '')} />
      )}
    </FieldFrame>
  );
}

/** Headers as lines of `Name: value`, the way they are written in every provider's manual. */
function HeadersInput(props: {
  id: string;
  describedBy: string;
  value: unknown;
  onChange: (headers: { name: string; value: string }[]) => void;
}) {
  const given = Array.isArray(props.value) ? (props.value as { name: string; value: string }[]) : [];
  const [text, setText] = useState(given.map(({ name, value }) => `${name}: ${value}`).join('\n'));
  return (
    <TextArea
      id={props.id}
      describedBy={props.describedBy}
      value={text}
      onChange={(next) => {
        setText(next ?? '');
        const lines = (next ?? '').split('\n').filter((line) => line.trim() !== '');
        props.onChange(
          lines.map((line) => {
            const [name = '', ...more] = line.split(':');
            return { name: name.trim(), value: more.join(':').trim() };
          }),
        );
      }}
    />
  );
}

function TestCard({ row }: { row: Row }) {
  const t = useWords(words);
  const shown = useShownError();
  const test = useCommand(testChannel);
  return (
    <Card title={t('channel.title.test')}>
      <div className="gj-actions">
        <Button
          icon="send"
          busy={test.running}
          onPress={() => void test.run({ channel: row.channel }).then((done) => done && tell(t('channel.testSent')))}
        >
          {t('channel.test')}
        </Button>
      </div>
      {test.failure ? <FailureNote failure={test.failure} /> : null}
      {row.test ? (
        <p>
          {t('channel.testResult')} <StateTag state={row.test.state} />{' '}
          <span className="gj-second">
            <When at={row.test.madeAt} />
            {row.test.error ? ` · ${shown(row.test.error)}` : null}
          </span>
        </p>
      ) : null}
    </Card>
  );
}

function AddressCard({ row }: { row: Row }) {
  const t = useWords(words);
  const { channel, revision, allowed, proposed } = row;
  const [typed, setTyped] = useState('');
  const propose = useCommand(proposeChannelAddresses);
  const confirm = useCommand(confirmChannelAddresses);
  const failure = propose.failure ?? confirm.failure;
  const addresses = typed.split(/[\s,，、]+/).filter(Boolean);
  return (
    <Card title={t('channel.private')}>
      <p className="gj-second">{t('channel.privateLead')}</p>
      {failure ? <FailureNote failure={failure} kept /> : null}
      <p>
        {t('channel.allowed')} · {allowed.join('  ') || t('channel.noneAllowed')}
      </p>
      {proposed ? (
        <p>
          {t('channel.proposed')} · {proposed.addresses.join('  ')}
        </p>
      ) : null}
      <FieldFrame id="channel-addresses" label={t('channel.addresses')}>
        <Input id="channel-addresses" value={typed} onChange={(next) => setTyped(next ?? '')} />
      </FieldFrame>
      <div className="gj-actions">
        {row.mayConfirm ? (
          <Button kind="primary" busy={confirm.running} onPress={() => void confirm.run({ channel, revision })}>
            {t('channel.confirm')}
          </Button>
        ) : null}
        <Button
          busy={propose.running}
          disabled={addresses.length === 0}
          onPress={() => void propose.run({ channel, revision, addresses })}
        >
          {t('channel.propose')}
        </Button>
        {allowed.length > 0 || proposed ? (
          <Button
            kind="quiet"
            busy={propose.running}
            onPress={() => void propose.run({ channel, revision, addresses: [] })}
          >
            {t('channel.withdraw')}
          </Button>
        ) : null}
      </div>
    </Card>
  );
}
