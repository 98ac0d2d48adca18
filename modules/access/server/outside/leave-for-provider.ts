import { buildAuthorizationUrl, calculatePKCECodeChallenge } from 'openid-client';
import type { z } from 'zod';
import type {
  dingtalkSignIn,
  feishuSignIn,
  OidcOptions,
  OutsideKind,
  wecomSignIn,
} from '../../contract/outside-shapes.ts';
import { knownOidc } from './ask-oidc.ts';

/** What goes with the browser to the provider. */
export interface Leaving {
  readonly returnTo: string;
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** In the browser of the platform's own app. */
  readonly inApp: boolean;
}

const withParameters = (address: string, parameters: Readonly<Record<string, string>>, mark = ''): string =>
  `${address}?${new URLSearchParams(parameters)}${mark}`;

/** Where the browser goes to say who it is; undefined for a provider that has no such page. */
export async function leaveForProvider(
  provider: { readonly kind: OutsideKind; readonly options: unknown; readonly metadata: unknown },
  leaving: Leaving,
): Promise<string | undefined> {
  const { returnTo, state, nonce, inApp } = leaving;
  const challenge = await calculatePKCECodeChallenge(leaving.verifier);
  const pkce = { code_challenge: challenge, code_challenge_method: 'S256' };
  switch (provider.kind) {
    case 'oidc': {
      const options = provider.options as OidcOptions;
      return buildAuthorizationUrl(knownOidc(options, provider.metadata), {
        redirect_uri: returnTo,
        scope: options.scopes,
        state,
        nonce,
        ...pkce,
      }).href;
    }
    case 'wecom': {
      const { appUrl, deskUrl, corpId, agentId } = provider.options as z.infer<typeof wecomSignIn>;
      const both = { appid: corpId, agentid: String(agentId), redirect_uri: returnTo, state };
      return inApp
        ? withParameters(appUrl, { ...both, response_type: 'code', scope: 'snsapi_base' }, '#wechat_redirect')
        : withParameters(deskUrl, { login_type: 'CorpApp', ...both });
    }
    case 'dingtalk': {
      const { signInUrl, clientId } = provider.options as z.infer<typeof dingtalkSignIn>;
      const parameters = { client_id: clientId, redirect_uri: returnTo, response_type: 'code', scope: 'openid', state };
      return withParameters(signInUrl, { ...parameters, prompt: 'consent' });
    }
    case 'feishu': {
      const { signInUrl, clientId } = provider.options as z.infer<typeof feishuSignIn>;
      return withParameters(signInUrl, {
        client_id: clientId,
        redirect_uri: returnTo,
        response_type: 'code',
        state,
        ...pkce,
      });
    }
    default:
      return undefined;
  }
}
