import { createHmac } from 'node:crypto';
import { lookup as resolveName } from 'node:dns/promises';
import { request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { isIP } from 'node:net';
import { isReachable } from './reachable-address.ts';

/** One call as it is sent. */
export interface Sending {
  readonly callId: string;
  readonly url: string;
  readonly allowed: readonly string[];
  readonly secret: string;
  readonly body: string;
  /** Seconds since 1970 by the kernel's clock. */
  readonly timestamp: number;
}

/** What came of one try. `answer`: what the receiver said in its body, where that was JSON. `never`: no use in trying again. */
export type Sent =
  | { readonly ok: true; readonly answer: unknown }
  | { readonly ok: false; readonly error: string; readonly never: boolean };

/** How names become addresses; a test hands in its own. */
export type Resolve = (host: string) => Promise<readonly string[]>;

const systemResolve: Resolve = async (host) => (await resolveName(host, { all: true })).map(({ address }) => address);

const timeoutMs = 10_000;
const mostAnswer = 65_536;

/** `v1=` and HMAC-SHA256 in hexadecimal over `timestamp.callId.body`. */
export const signatureOf = ({ secret, timestamp, callId, body }: Omit<Sending, 'url' | 'allowed'>): string =>
  `v1=${createHmac('sha256', secret).update(`${timestamp}.${callId}.${body}`).digest('hex')}`;

/**
 * Sends one call and gives what came of it; never throws. The name is resolved once and the connection goes to the address
 * that was looked at, so that a name which changes its mind gains nothing. Redirects are not followed. Ends within
 * `timeoutMs` milliseconds, whatever the other side does, and reads no more than 64 KiB.
 */
export async function sendSigned(
  sending: Sending,
  more: { readonly resolve?: Resolve; readonly timeoutMs?: number } = {},
): Promise<Sent> {
  const within = more.timeoutMs ?? timeoutMs;
  const url = new URL(sending.url);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const signal = AbortSignal.timeout(within);
  try {
    const addresses = isIP(host) ? [host] : await until(signal, (more.resolve ?? systemResolve)(host));
    const refused = addresses.find((address) => !isReachable(address, sending.allowed));
    if (refused !== undefined) return { ok: false, never: true, error: `privateAddress ${refused}` };
    const [address] = addresses;
    if (address === undefined) return { ok: false, never: false, error: 'noAddress' };
    return await post(sending, url, address, signal);
  } catch (error) {
    if (signal.aborted) return { ok: false, never: false, error: 'timeout' };
    const { code } = error as NodeJS.ErrnoException;
    return { ok: false, never: false, error: typeof code === 'string' ? code : 'connection' };
  }
}

function until<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
}

function post(sending: Sending, url: URL, address: string, signal: AbortSignal): Promise<Sent> {
  const family = isIP(address);
  const open = url.protocol === 'https:' ? overHttps : overHttp;
  return new Promise((resolve, reject) => {
    const request = open(
      url,
      {
        method: 'POST',
        signal,
        agent: false,
        lookup: (_host, options, done) =>
          options.all ? done(null, [{ address, family }]) : done(null, address, family),
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(sending.body),
          'user-agent': 'Guiju',
          'guiju-call-id': sending.callId,
          'guiju-timestamp': String(sending.timestamp),
          'guiju-signature': signatureOf(sending),
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        response.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size > mostAnswer) {
            request.destroy();
            resolve({ ok: false, never: false, error: 'answerTooLarge' });
          } else chunks.push(chunk);
        });
        response.on('error', reject);
        response.on('end', () => {
          const status = response.statusCode ?? 0;
          if (status >= 200 && status < 300)
            resolve({ ok: true, answer: parsed(Buffer.concat(chunks).toString('utf8')) });
          else resolve({ ok: false, never: false, error: `status ${status}` });
        });
      },
    );
    request.on('error', reject);
    request.end(sending.body);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
