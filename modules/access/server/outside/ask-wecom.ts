import { wecomSignIn } from '../../contract/outside-shapes.ts';
import { addressWith, callJson, maybeIn, PlatformTrouble, textIn } from './call-json.ts';
import type { AskProvider } from './outside-account.ts';

/**
 * WeCom: `gettoken` for the application, `auth/getuserinfo` for the code. Who isn't a member of the company has no `userid`
 * there, and is nobody here.
 */
export const askWecom: AskProvider = async ({ options: given, secret }, question) => {
  const { apiUrl, corpId, allowed } = wecomSignIn.parse(given);
  const get = (path: string, parameters: Record<string, string>) =>
    callJson({ method: 'GET', url: addressWith(apiUrl, path, parameters), allowed });
  const access_token = textIn(await get('/cgi-bin/gettoken', { corpid: corpId, corpsecret: secret }), 'access_token');
  if (question.what !== 'code') return { ok: true, metadata: {} };
  const said = await get('/cgi-bin/auth/getuserinfo', { access_token, code: question.given.code ?? '' });
  const userId = maybeIn(said, 'userid') ?? maybeIn(said, 'UserId');
  if (userId === undefined) throw new PlatformTrouble('notAMember');
  return { ok: true, account: { subject: userId, label: userId, account: userId, emailVerified: false } };
};
