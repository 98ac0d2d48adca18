import type { OutsideChannel } from '../../contract/channels.ts';
import type { ChannelAdapter, ReceiptCheck } from './channel-adapter.ts';
import { checkDingtalk, sendDingtalk } from './send-dingtalk.ts';
import { sendMail } from './send-mail.ts';
import { sendProvider } from './send-provider.ts';
import { sendPush } from './send-push.ts';
import { sendWecom } from './send-wecom.ts';

/** Every way out of the app. */
export const adapterOf: Readonly<Record<OutsideChannel, ChannelAdapter>> = {
  push: sendPush,
  mail: sendMail,
  sms: sendProvider,
  phone: sendProvider,
  wecom: sendWecom,
  dingtalk: sendDingtalk,
};

/** Channels that can be asked later what became of something. */
export const receiptCheckOf: Readonly<Partial<Record<OutsideChannel, ReceiptCheck>>> = { dingtalk: checkDingtalk };
