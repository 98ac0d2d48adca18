import { z } from 'zod';
import { sendOutside } from '#kernel/server/outside/send-outside.ts';
import { pushOptions } from '../../contract/channels.ts';
import { type ChannelAdapter, type Device, errorLine, type Parcel, type Sent } from './channel-adapter.ts';
import { encryptPush, pushAuthorization } from './web-push-message.ts';

/** What is stored of the channel: what the administrator set, and the key that browsers subscribe with. */
const storedOptions = pushOptions.extend({ publicKey: z.string() });

/** Push services keep a message so long for a device that is off. */
const keepSeconds = 86_400;

/** Web push to every device of the person; one that takes it is enough. Devices that are no more are named. */
export const sendPush: ChannelAdapter = async (access, parcel) => {
  if (parcel.to.devices.length === 0) return { ok: false, error: 'noDevice', never: true };
  const results = await Promise.all(
    parcel.to.devices.map(async (device) => ({ device, sent: await sendToDevice(access, parcel, device) })),
  );
  const gone = results.flatMap(({ device, sent }) => (!sent.ok && sent.error === 'gone' ? [device.deviceId] : []));
  const [taken] = results.filter(({ sent }) => sent.ok);
  if (taken) return { ...taken.sent, gone };
  const living = results.filter(({ device }) => !gone.includes(device.deviceId));
  const hopeful = living.find(({ sent }) => !sent.ok && !sent.never) ?? living[0];
  if (!hopeful) return { ok: false, error: 'noDevice', never: true, gone };
  return { ...hopeful.sent, gone };
};

async function sendToDevice(access: Parameters<ChannelAdapter>[0], parcel: Parcel, device: Device): Promise<Sent> {
  const { publicKey, contact } = storedOptions.parse(access.options);
  const privateKey = access.secrets.privateKey ?? '';
  let body: Buffer;
  try {
    body = encryptPush(Buffer.from(payloadOf(parcel)), device);
  } catch {
    // Keys that are no point of the curve: no browser made them.
    return { ok: false, error: 'gone', never: true };
  }
  const answer = await sendOutside({
    method: 'POST',
    url: device.endpoint,
    headers: {
      authorization: pushAuthorization(
        { publicKey, privateKey },
        { endpoint: device.endpoint, contact, expires: parcel.timestamp + 43_200 },
      ),
      'content-encoding': 'aes128gcm',
      'content-type': 'application/octet-stream',
      ttl: String(keepSeconds),
      urgency: parcel.urgent ? 'high' : 'normal',
      // A second try takes the place of the first where that still waits.
      topic: Buffer.from(parcel.id.replaceAll('-', ''), 'hex').toString('base64url'),
    },
    body,
    allowed: access.allowed,
  });
  if (!answer.answered) return { ok: false, error: answer.error, never: answer.never };
  const { status, headers } = answer;
  if (status >= 200 && status < 300) return { ok: true, receipt: headers.location?.slice(0, 200) ?? null };
  if (status === 404 || status === 410) return { ok: false, error: 'gone', never: true };
  const wait = Number(headers['retry-after']);
  const never = status >= 400 && status < 500 && ![401, 403, 408, 429].includes(status);
  const error = errorLine(`status ${status} ${answer.text}`);
  return { ok: false, error, never, ...(wait > 0 && { waitSeconds: Math.min(wait, 3_600) }) };
}

/** What the service worker reads; within what a push message can hold. */
function payloadOf({ id, noticeIds, text, urgent }: Parcel): string {
  return JSON.stringify({
    tag: id,
    noticeIds: noticeIds.slice(0, 40),
    title: text.title.slice(0, 120),
    body: text.lines.join('\n').slice(0, 300),
    link: text.link,
    urgent,
  });
}
