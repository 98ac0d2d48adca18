import { createHmac } from 'node:crypto';
import { type Resolve, sendOutside } from '#kernel/server/outside/send-outside.ts';

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

/** `v1=` and HMAC-SHA256 in hexadecimal over `timestamp.callId.body`. */
export const signatureOf = ({ secret, timestamp, callId, body }: Omit<Sending, 'url' | 'allowed'>): string =>
  `v1=${createHmac('sha256', secret).update(`${timestamp}.${callId}.${body}`).digest('hex')}`;

/** Sends one call, signed, and gives what came of it; never throws, and ends soon (`sendOutside`). */
export async function sendSigned(
  sending: Sending,
  more: { readonly resolve?: Resolve; readonly timeoutMs?: number } = {},
): Promise<Sent> {
  const { url, allowed, body } = sending;
  const headers = {
    'content-type': 'application/json',
    'guiju-call-id': sending.callId,
    'guiju-timestamp': String(sending.timestamp),
    'guiju-signature': signatureOf(sending),
  };
  const answer = await sendOutside({ method: 'POST', url, headers, body, allowed }, more);
  if (!answer.answered) return { ok: false, error: answer.error, never: answer.never };
  if (answer.status < 200 || answer.status >= 300) return { ok: false, never: false, error: `status ${answer.status}` };
  return { ok: true, answer: parsed(answer.text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
