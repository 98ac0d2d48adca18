import { createHash, createHmac, randomBytes } from 'node:crypto';
import { sendOutside } from '#kernel/server/outside/send-outside.ts';
import { type ProviderOptions, providerOptions } from '../../contract/channels.ts';
import { fillTemplate } from '../../domain/fill-template.ts';
import { valueAt } from '../../domain/value-at.ts';
import { type ChannelAdapter, errorLine, type Parcel } from './channel-adapter.ts';

/** Text messages and calls by whatever provider the templates describe. The parcel's id goes along as `Idempotency-Key`. */
export const sendProvider: ChannelAdapter = async (access, parcel) => {
  if (!parcel.to.phone) return { ok: false, error: 'noPhone', never: true };
  const options = providerOptions.parse(access.options);
  const values = valuesOf(parcel, parcel.to.phone, access.secrets.key ?? '');
  const place = options.bodyType === 'json' ? 'json' : 'form';
  const signature = signatureOf(options, values, access.secrets.secret ?? '', place);
  const filled = { ...values, signature };
  const types = { json: 'application/json', form: 'application/x-www-form-urlencoded', none: undefined };
  const type = types[options.bodyType];
  const answer = await sendOutside({
    method: options.method,
    url: fillTemplate(options.url, filled, 'form'),
    headers: {
      'idempotency-key': parcel.id,
      ...(type && { 'content-type': type }),
      ...Object.fromEntries(
        options.headers.map(({ name, value }) => [name.toLowerCase(), fillTemplate(value, filled, 'header')]),
      ),
    },
    ...(options.bodyType === 'none' ? {} : { body: fillTemplate(options.body, filled, place) }),
    allowed: access.allowed,
  });
  if (!answer.answered) return { ok: false, error: answer.error, never: answer.never };
  const { status, text } = answer;
  if (status < 200 || status >= 300) {
    const never = status >= 400 && status < 500 && ![408, 425, 429].includes(status);
    const wait = Number(answer.headers['retry-after']);
    const error = errorLine(`status ${status} ${text}`);
    return { ok: false, error, never, ...(wait > 0 && { waitSeconds: Math.min(wait, 3_600) }) };
  }
  const said = parsed(text);
  if (options.successPath !== '' && String(valueAt(said, options.successPath)) !== options.successValue)
    return { ok: false, error: errorLine(`refused ${text}`), never: false };
  const receipt = options.receiptPath === '' ? undefined : valueAt(said, options.receiptPath);
  return { ok: true, receipt: receipt === undefined ? null : String(receipt).slice(0, 200) };
};

function valuesOf(parcel: Parcel, phone: string, key: string): Record<string, string> {
  return {
    phone: phone.replace(/[ -]/g, ''),
    text: [parcel.text.title, ...parcel.text.lines].join(' ').slice(0, 500),
    id: parcel.id,
    timestamp: String(parcel.timestamp),
    time: Temporal.Instant.fromEpochMilliseconds(parcel.timestamp * 1_000).toString(),
    nonce: randomBytes(12).toString('hex'),
    key,
    receiptUrl: `${parcel.publicUrl ?? ''}/api/v1/notifications.reportDelivery`,
    receiptToken: parcel.receiptToken,
  };
}

/** `{body}` in what is signed is the filled body, where that holds no signature itself; `{secret}` stands for plain digests. */
function signatureOf(
  { signature, signed, body }: ProviderOptions,
  values: Record<string, string>,
  secret: string,
  place: 'json' | 'form',
): string {
  if (signature === 'none') return '';
  const text = fillTemplate(signed, { ...values, secret, body: fillTemplate(body, values, place) }, 'plain');
  switch (signature) {
    case 'hmacSha256Hex':
      return createHmac('sha256', secret).update(text).digest('hex');
    case 'hmacSha256Base64':
      return createHmac('sha256', secret).update(text).digest('base64');
    case 'hmacSha1Base64':
      return createHmac('sha1', secret).update(text).digest('base64');
    case 'sha256Hex':
      return createHash('sha256').update(text).digest('hex');
    case 'md5Hex':
      return createHash('md5').update(text).digest('hex');
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
