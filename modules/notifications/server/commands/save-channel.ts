import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { channelFailures } from '../../contract/channel-failures.ts';
import * as contract from '../../contract/channel-operations.ts';
import type { ChannelSetup } from '../../contract/channels.ts';
import { channelsChanged } from '../../contract/events.ts';
import { changeChannel } from '../channels/change-channel.ts';
import { channelOf } from '../channels/channel-of.ts';
import { sealSecret } from '../channels/channel-secrets.ts';
import { newPushKeys } from '../channels/web-push-message.ts';
import type { NotificationTables } from '../notification-tables.ts';

/** The secrets that a channel can't do without; a mail server may ask for none. */
const needed = (setup: ChannelSetup): readonly string[] => {
  if (setup.channel === 'wecom') return ['secret'];
  if (setup.channel === 'dingtalk') return ['appSecret'];
  return setup.channel === 'mail' && setup.options.user !== '' ? ['password'] : [];
};

/** Where a channel leads: private addresses and secrets are for this place only. */
function placeOf(setup: { channel: string; options: Record<string, unknown> }): string {
  const { host, url, baseUrl } = setup.options;
  return String(host ?? (baseUrl || url ? new URL(String(baseUrl ?? url)).host : ''));
}

export const saveChannel = handle<NotificationTables>()(contract.saveChannel, async (context, input) => {
  const { setup, active, revision } = input;
  const { channel } = setup;
  const row = revision === 0 ? undefined : await channelOf(context, channel, revision);
  const led = row && placeOf({ channel, options: row.options });
  const leadsOn = row !== undefined && led === placeOf(setup);
  const kept = leadsOn ? row.secrets : {};
  const given = Object.entries(setup.secrets).map(([name, secret]) => [
    name,
    sealSecret(context.evidence, channel, name, String(secret)),
  ]);
  const secrets: Record<string, string> = { ...kept, ...Object.fromEntries(given) };
  const options: Record<string, unknown> = { ...setup.options };
  if (channel === 'push') {
    const keys = row ? undefined : newPushKeys();
    options.publicKey = keys?.publicKey ?? row?.options.publicKey;
    if (keys) secrets.privateKey = sealSecret(context.evidence, channel, 'privateKey', keys.privateKey);
  }
  if (active && needed(setup).some((name) => !(name in secrets))) throw refuse(channelFailures.secretMissing);
  const isBridge = channel === 'wecom' || channel === 'dingtalk';
  if (active && isBridge && !context.publicUrl) throw refuse(channelFailures.addressMissing);
  const values = { active, options: JSON.stringify(options), secrets: JSON.stringify(secrets) };
  if (row) {
    const forgotten = { allowed: [], allowed_by: null, confirmed_by: null, proposed: null, proposed_by: null };
    return { revision: await changeChannel(context, row, { ...values, ...(leadsOn ? {} : forgotten) }) };
  }
  const made = await context.db
    .insertInto('notifications.channel')
    .values({ channel, ...values, revision: 1, allowed: [], changed_at: context.now.toString() } as never)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (made.numInsertedOrUpdatedRows !== 1n) throw refuse(channelFailures.channelChanged);
  context.about('channel', channel);
  context.emit(channelsChanged, { channel });
  return { revision: 1 };
});
