import { Input } from '#design/input.tsx';
import { Sheet } from '#design/sheet.tsx';
import { Switch } from '#design/switch.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { Field } from '#kernel/web/forms/field.tsx';
import { Form } from '#kernel/web/forms/form.tsx';
import { useForm } from '#kernel/web/forms/use-form.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { addBot, changeBot, type listGroupBots } from '../../contract/operations.ts';
import { words } from '../words.ts';
import { RangesInput } from './ranges-input.tsx';

export type Bot = OutputOf<typeof listGroupBots>['rows'][number];

/** A new bot: its name, and where it may come from. */
export function AddBotSheet(props: {
  conversationId: string;
  onSecrets: (secrets: { key: string; secret: string }) => void;
  onClose: () => void;
}) {
  const t = useWords(words);
  const form = useForm(addBot, {
    initial: { conversationId: props.conversationId, ranges: [], signed: false },
    onDone: props.onSecrets,
  });
  return (
    <Sheet title={t('bot.add')} onClose={props.onClose}>
      <p className="gj-second">{t('bot.add.hint')}</p>
      <Form form={form} send={t('bot.add')}>
        <Field form={form} name="name" label={t('bot.name')}>
          {(control) => <Input {...control} most={30} />}
        </Field>
        <Field form={form} name="ranges" label={t('bot.ranges')} hint={t('bot.ranges.hint')}>
          {(control) => <RangesInput {...control} />}
        </Field>
        <Field form={form} name="signed" label={t('bot.signed')} hint={t('bot.signed.hint')}>
          {(control) => <Switch {...control} label={t('bot.signed')} />}
        </Field>
      </Form>
    </Sheet>
  );
}

export function ChangeBotSheet({ bot, onClose }: { bot: Bot; onClose: () => void }) {
  const t = useWords(words);
  const { botId, name, ranges = [], signed, active } = bot;
  const form = useForm(changeBot, { initial: { botId, name, ranges, signed, active }, onDone: onClose });
  return (
    <Sheet title={t('bot.change', { name })} onClose={onClose}>
      <Form form={form} send={t('save')}>
        <Field form={form} name="name" label={t('bot.name')}>
          {(control) => <Input {...control} most={30} />}
        </Field>
        <Field form={form} name="active" label={t('bot.active')}>
          {(control) => <Switch {...control} label={t('bot.active')} />}
        </Field>
        <Field form={form} name="ranges" label={t('bot.ranges')} hint={t('bot.ranges.hint')}>
          {(control) => <RangesInput {...control} />}
        </Field>
        <Field form={form} name="signed" label={t('bot.signed')} hint={t('bot.signed.hint')}>
          {(control) => <Switch {...control} label={t('bot.signed')} />}
        </Field>
      </Form>
    </Sheet>
  );
}
