import { isIP } from 'node:net';
import type { Transporter } from 'nodemailer';
import { addressOutside } from '#kernel/server/outside/send-outside.ts';
import { mailOptions } from '../../contract/channels.ts';
import { addressOf, type ChannelAdapter, errorLine, type Parcel, type Sent } from './channel-adapter.ts';

/** Most that one mail may take; a server that drips is left. */
const withinMs = 20_000;

/** One mail, in plain text. Its Message-ID is made of the parcel's id, so that a mail sent twice is known as one. */
export const sendMail: ChannelAdapter = async (access, parcel) => {
  if (!parcel.to.email) return { ok: false, error: 'noMail', never: true };
  const options = mailOptions.parse(access.options);
  const signal = AbortSignal.timeout(withinMs);
  const found = await addressOutside(options.host, access.allowed, { signal }).catch(() => undefined);
  if (!found) return { ok: false, error: 'hostUnknown', never: false };
  if ('error' in found) return { ok: false, ...found };
  const password = access.secrets.password;
  // Only once there is a mail: the start doesn't wait for it.
  const { createTransport } = await import('nodemailer');
  const transport = createTransport({
    // The address that was looked at: the name isn't resolved again.
    host: found.address,
    port: options.port,
    secure: options.security === 'tls',
    requireTLS: options.security === 'startTls',
    ignoreTLS: options.security === 'none',
    tls: isIP(options.host) ? {} : { servername: options.host },
    ...(options.user !== '' && { auth: { user: options.user, pass: password ?? '' } }),
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 10_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const late = new Promise<Sent>((resolve) =>
    signal.addEventListener('abort', () => resolve({ ok: false, error: 'timeout', never: false }), { once: true }),
  );
  try {
    return await Promise.race([send(transport, options, parcel, parcel.to.email), late]);
  } finally {
    transport.close();
  }
};

async function send(
  transport: Pick<Transporter, 'sendMail'>,
  from: { from: string; fromName: string },
  parcel: Parcel,
  to: string,
): Promise<Sent> {
  const link = addressOf(parcel);
  try {
    const info = await transport.sendMail({
      from: { name: from.fromName, address: from.from },
      to: { name: '', address: to },
      subject: parcel.text.title,
      text: [...parcel.text.lines, ...(link ? ['', link] : [])].join('\n') || parcel.text.title,
      messageId: `<${parcel.id}@${from.from.split('@')[1] ?? 'guiju'}>`,
      date: new Date(parcel.madeAt * 1_000),
      headers: { 'Auto-Submitted': 'auto-generated', ...(parcel.urgent && { Importance: 'high' }) },
    });
    return { ok: true, receipt: errorLine(String(info.response ?? '')).slice(0, 200) };
  } catch (error) {
    const { code, responseCode, response, message } = error as Error & {
      code?: string;
      responseCode?: number;
      response?: string;
    };
    // 5xx to the envelope: this receiver won't be taken. Wrong passwords and the like an administrator can mend meanwhile.
    const never = responseCode !== undefined && responseCode >= 500 && ['EENVELOPE', 'EMESSAGE'].includes(code ?? '');
    return { ok: false, error: errorLine(`${code ?? 'mail'} ${response ?? message}`), never };
  }
}
