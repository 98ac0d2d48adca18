import { type OutsideRequest, sendOutside } from '#kernel/server/outside/send-outside.ts';

/** An office platform said no, or couldn't be understood. */
export class PlatformTrouble extends Error {}

/** One call of an office platform: its answer as an object. Throws `PlatformTrouble` otherwise. */
export async function callJson(
  request: Pick<OutsideRequest, 'method' | 'url' | 'allowed'> & {
    readonly headers?: Readonly<Record<string, string>>;
    readonly json?: unknown;
  },
): Promise<Record<string, unknown>> {
  const { method, url, allowed, headers = {}, json } = request;
  const answer = await sendOutside({
    method,
    url,
    allowed,
    headers: { ...headers, ...(json === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }) },
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
  });
  if (!answer.answered) throw new PlatformTrouble(answer.error);
  let said: unknown;
  try {
    said = JSON.parse(answer.text);
  } catch {
    throw new PlatformTrouble(`status ${answer.status}`);
  }
  if (typeof said !== 'object' || said === null) throw new PlatformTrouble(`status ${answer.status}`);
  const { errcode, code } = said as { errcode?: unknown; code?: unknown };
  const number = errcode ?? code ?? 0;
  if (answer.status < 200 || answer.status >= 300 || (number !== 0 && number !== '0'))
    throw new PlatformTrouble(`status ${answer.status} ${String(number)}`.slice(0, 200));
  return said as Record<string, unknown>;
}

/** A text of an answer that has to be there. */
export function textIn(said: unknown, name: string): string {
  const value = (said as Record<string, unknown> | null | undefined)?.[name];
  if (typeof value !== 'string' || value === '') throw new PlatformTrouble(`no ${name}`);
  return value;
}

/** A text of an answer; undefined where it isn't there. */
export function maybeIn(said: unknown, name: string): string | undefined {
  const value = (said as Record<string, unknown> | null | undefined)?.[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** An address of a platform with its parameters, escaped. */
export function addressWith(base: string, path: string, parameters: Readonly<Record<string, string>>): string {
  return `${base.replace(/\/+$/, '')}${path}?${new URLSearchParams(parameters)}`;
}
