import { lookup as resolveName } from 'node:dns/promises';
import { request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { isIP } from 'node:net';
import { isReachable } from './reachable-address.ts';

/** One request to the world outside. */
export interface OutsideRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** http or https. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** Private addresses and networks that it may go to. */
  readonly allowed: readonly string[];
}

/**
 * What came of it: an answer, whatever its status, with its body as text; or the reason why there is none.
 * `never`: no use in trying again.
 */
export type OutsideAnswer =
  | {
      readonly answered: true;
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly text: string;
      readonly bytes: Buffer;
    }
  | { readonly answered: false; readonly error: string; readonly never: boolean };

/** How names become addresses; a test hands in its own. */
export type Resolve = (host: string) => Promise<readonly string[]>;

const systemResolve: Resolve = async (host) => (await resolveName(host, { all: true })).map(({ address }) => address);

const timeoutMs = 10_000;
const mostAnswer = 65_536;

/** How much of an answer is read. */
interface Bounds {
  readonly mostBytes?: number;
  readonly cut?: boolean;
}

/**
 * The address that a connection to this host may go to. `error`: a private one that nobody allowed, or none.
 * Whoever connects takes the address and doesn't ask again, so that a name which changes its mind gains nothing.
 */
export async function addressOutside(
  host: string,
  allowed: readonly string[],
  more: { readonly resolve?: Resolve; readonly signal?: AbortSignal } = {},
): Promise<{ readonly address: string } | { readonly error: string; readonly never: boolean }> {
  const bare = host.replace(/^\[|\]$/g, '');
  const resolving = isIP(bare) ? Promise.resolve([bare]) : (more.resolve ?? systemResolve)(bare);
  const addresses = await (more.signal ? until(more.signal, resolving) : resolving);
  const refused = addresses.find((address) => !isReachable(address, allowed));
  if (refused !== undefined) return { error: `privateAddress ${refused}`, never: true };
  const [address] = addresses;
  return address === undefined ? { error: 'noAddress', never: false } : { address };
}

/**
 * Sends one request and gives what came of it; never throws. Redirects are not followed. Ends within `timeoutMs`
 * milliseconds, whatever the other side does, and reads no more than `mostBytes` (64 KiB): a longer answer is none, or ends
 * there where it may be `cut`.
 */
export async function sendOutside(
  sending: OutsideRequest,
  more: Bounds & { readonly resolve?: Resolve; readonly timeoutMs?: number } = {},
): Promise<OutsideAnswer> {
  const url = new URL(sending.url);
  const signal = AbortSignal.timeout(more.timeoutMs ?? timeoutMs);
  try {
    const found = await addressOutside(url.hostname, sending.allowed, { ...more, signal });
    if ('error' in found) return { answered: false, ...found };
    return await send(sending, url, found.address, signal, more);
  } catch (error) {
    if (signal.aborted) return { answered: false, never: false, error: 'timeout' };
    const { code } = error as NodeJS.ErrnoException;
    return { answered: false, never: false, error: typeof code === 'string' ? code : 'connection' };
  }
}

function until<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
}

function send(
  sending: OutsideRequest,
  url: URL,
  address: string,
  signal: AbortSignal,
  { mostBytes = mostAnswer, cut = false }: Bounds,
): Promise<OutsideAnswer> {
  const family = isIP(address);
  const open = url.protocol === 'https:' ? overHttps : overHttp;
  const length = sending.body === undefined ? {} : { 'content-length': String(Buffer.byteLength(sending.body)) };
  return new Promise((resolve, reject) => {
    const request = open(
      url,
      {
        method: sending.method,
        signal,
        agent: false,
        lookup: (_host, options, done) =>
          options.all ? done(null, [{ address, family }]) : done(null, address, family),
        headers: { 'user-agent': 'Guiju', ...sending.headers, ...length },
      },
      (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        const answered = (): OutsideAnswer => {
          const bytes = Buffer.concat(chunks);
          return {
            answered: true,
            status: response.statusCode ?? 0,
            headers: Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, String(value)])),
            text: bytes.toString('utf8'),
            bytes,
          };
        };
        response.on('data', (chunk: Buffer) => {
          size += chunk.length;
          chunks.push(chunk);
          if (size <= mostBytes) return;
          request.destroy();
          resolve(cut ? answered() : { answered: false, never: false, error: 'answerTooLarge' });
        });
        response.on('error', reject);
        response.on('end', () => resolve(answered()));
      },
    );
    request.on('error', reject);
    request.end(sending.body);
  });
}
