import { feishuSignIn } from '../../contract/outside-shapes.ts';
import { callJson, maybeIn, PlatformTrouble, textIn } from './call-json.ts';
import type { AskProvider } from './outside-account.ts';

/** Feishu: the code gives a token of the person (with PKCE), the token who it is and in which company. */
export const askFeishu: AskProvider = async ({ options: given, secret, returnTo }, question) => {
  const { apiUrl, clientId, tenantKey, allowed } = feishuSignIn.parse(given);
  const api = apiUrl.replace(/\/+$/, '');
  if (question.what !== 'code') {
    const json = { app_id: clientId, app_secret: secret };
    const url = `${api}/open-apis/auth/v3/tenant_access_token/internal`;
    textIn(await callJson({ method: 'POST', url, allowed, json }), 'tenant_access_token');
    return { ok: true, metadata: {} };
  }
  const tokens = await callJson({
    method: 'POST',
    url: `${api}/open-apis/authen/v2/oauth/token`,
    allowed,
    json: {
      grant_type: 'authorization_code',
      client_id: clientId,
      client_secret: secret,
      code: question.given.code ?? '',
      redirect_uri: returnTo,
      code_verifier: question.verifier,
    },
  });
  const { data } = await callJson({
    method: 'GET',
    url: `${api}/open-apis/authen/v1/user_info`,
    allowed,
    headers: { authorization: `Bearer ${textIn(tokens, 'access_token')}` },
  });
  if (tenantKey !== '' && maybeIn(data, 'tenant_key') !== tenantKey) throw new PlatformTrouble('otherCompany');
  const userId = maybeIn(data, 'user_id');
  const name = maybeIn(data, 'name');
  // The company's own mailbox is given out by the company; the private one is what somebody typed.
  const email = maybeIn(data, 'enterprise_email');
  return {
    ok: true,
    account: {
      subject: textIn(data, 'union_id'),
      label: name ?? userId ?? '',
      emailVerified: email !== undefined,
      ...(userId !== undefined && { account: userId }),
      ...(email !== undefined && { email }),
      ...(name !== undefined && { name }),
    },
  };
};
