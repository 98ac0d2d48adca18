import { dingtalkSignIn } from '../../contract/outside-shapes.ts';
import { addressWith, callJson, maybeIn, PlatformTrouble, textIn } from './call-json.ts';
import type { AskProvider } from './outside-account.ts';

/**
 * DingTalk: the code gives a token of the person, the token a union id, and the application's own token the company's user
 * id for it: who isn't a member of the company has none.
 */
export const askDingtalk: AskProvider = async ({ options: given, secret }, question) => {
  const { apiUrl, oldApiUrl, clientId, allowed } = dingtalkSignIn.parse(given);
  const api = apiUrl.replace(/\/+$/, '');
  const post = (url: string, json: unknown) => callJson({ method: 'POST', url, allowed, json });
  const own = textIn(
    await post(`${api}/v1.0/oauth2/accessToken`, { appKey: clientId, appSecret: secret }),
    'accessToken',
  );
  if (question.what !== 'code') return { ok: true, metadata: {} };
  const theirs = await post(`${api}/v1.0/oauth2/userAccessToken`, {
    clientId,
    clientSecret: secret,
    code: question.given.authCode ?? question.given.code ?? '',
    grantType: 'authorization_code',
  });
  const me = await callJson({
    method: 'GET',
    url: `${api}/v1.0/contact/users/me`,
    allowed,
    headers: { 'x-acs-dingtalk-access-token': textIn(theirs, 'accessToken') },
  });
  const found = await post(addressWith(oldApiUrl, '/topapi/user/getbyunionid', { access_token: own }), {
    unionid: textIn(me, 'unionId'),
  });
  const userId = maybeIn(found.result, 'userid');
  if (userId === undefined) throw new PlatformTrouble('notAMember');
  const name = maybeIn(me, 'nick');
  return {
    ok: true,
    account: {
      subject: userId,
      label: name ?? userId,
      account: userId,
      emailVerified: false,
      ...(name !== undefined && { name }),
    },
  };
};
