import type { OutsideKind } from '../../contract/outside-shapes.ts';
import { askDingtalk } from './ask-dingtalk.ts';
import { askFeishu } from './ask-feishu.ts';
import { askLdap } from './ask-ldap.ts';
import { askOidc } from './ask-oidc.ts';
import { askWecom } from './ask-wecom.ts';
import { type AskProvider, type Found, outsideAccount, type ProviderAccess, type Question } from './outside-account.ts';

const asking: Readonly<Record<OutsideKind, AskProvider>> = {
  oidc: askOidc,
  wecom: askWecom,
  dingtalk: askDingtalk,
  feishu: askFeishu,
  ldap: askLdap,
};

/** What went wrong, in a word for the administrator. */
export function troubleOf(error: unknown): string {
  const { code, message, name } = error as Error & { code?: unknown };
  // A directory's answer is a number, and a name that tells more than its text.
  const answered = typeof code === 'number' ? `${(error as Error).constructor.name} ${code}` : undefined;
  const said = answered ?? (name === 'Error' && typeof code === 'string' ? code : message || name);
  return said.slice(0, 200);
}

/** Longer than any of the calls of one question together. */
const mostMs = 60_000;

/** Asks a provider; never throws, and ends. */
export async function askProvider(kind: OutsideKind, access: ProviderAccess, question: Question): Promise<Found> {
  const { promise: late, resolve } = Promise.withResolvers<Found>();
  const timer = setTimeout(() => resolve({ ok: false, error: 'timeout' }), mostMs);
  try {
    const found = await Promise.race([asking[kind](access, question), late]);
    // What came from outside is looked at before anything is done with it.
    const readable = !found.ok || found.account === undefined || outsideAccount.safeParse(found.account).success;
    return readable ? found : { ok: false, error: 'unreadableAccount' };
  } catch (error) {
    return { ok: false, error: troubleOf(error) };
  } finally {
    clearTimeout(timer);
  }
}
