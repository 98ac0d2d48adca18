import * as openid from 'openid-client';
import { sendOutside } from '#kernel/server/outside/send-outside.ts';
import { type OidcOptions, oidcOptions } from '../../contract/outside-shapes.ts';
import type { AskProvider, Found } from './outside-account.ts';

/** Clocks of two machines may differ by this much. */
const toleranceSeconds = 30;
const timeoutSeconds = 20;

/** The library's requests, by the same rules as every other request to the world. */
const fetchVia =
  (allowed: readonly string[]): openid.CustomFetch =>
  async (url, { method, headers, body }) => {
    if (method !== 'GET' && method !== 'POST') throw new TypeError(`method ${method}`);
    const answer = await sendOutside({
      method,
      url,
      headers,
      allowed,
      ...(body === undefined || body === null ? {} : { body: String(body) }),
    });
    if (!answer.answered) throw new TypeError(answer.error);
    const { status, text } = answer;
    const kept = Object.entries(answer.headers).filter(([name]) =>
      /^(content-type|www-authenticate|dpop-nonce)$/.test(name),
    );
    return new Response(status === 204 || status === 304 ? null : text, { status, headers: Object.fromEntries(kept) });
  };

const metadataOf = (secret: string) => ({
  client_secret: secret,
  [openid.clockTolerance]: toleranceSeconds,
});

/** Signatures of ID tokens are verified also where TLS alone would do. */
function hardened(config: openid.Configuration, options: OidcOptions): openid.Configuration {
  config[openid.customFetch] = fetchVia(options.allowed);
  config.timeout = timeoutSeconds;
  openid.enableNonRepudiationChecks(config);
  if (options.issuer.startsWith('http:')) openid.allowInsecureRequests(config);
  return config;
}

/** What the provider said of itself when it was looked at last; for addresses only, nothing is fetched with it. */
export function knownOidc(options: OidcOptions, metadata: unknown): openid.Configuration {
  return hardened(
    new openid.Configuration(metadata as openid.ServerMetadata, options.clientId, metadataOf('')),
    options,
  );
}

/** Text of a claim; undefined where it isn't one, or is empty. */
const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** The provider's word for what went wrong, without anything that it was sent. */
function errorOf(error: unknown): string {
  const seen: string[] = [];
  for (let one = error; one instanceof Error && seen.length < 3; one = one.cause) {
    const { code, error: said } = one as Error & { code?: unknown; error?: unknown };
    seen.push(text(said) ?? text(code) ?? one.message);
  }
  return seen.join(': ').slice(0, 200) || 'unknown';
}

/** An OpenID provider: Discovery, the code flow with PKCE, state and nonce, the ID token and userinfo. */
export const askOidc: AskProvider = async ({ options: given, secret, returnTo }, question): Promise<Found> => {
  const options = oidcOptions.parse(given);
  try {
    const config = hardened(
      await openid.discovery(new URL(options.issuer), options.clientId, metadataOf(secret), undefined, {
        [openid.customFetch]: fetchVia(options.allowed),
        timeout: timeoutSeconds,
        ...(options.issuer.startsWith('http:') ? { execute: [openid.allowInsecureRequests] } : {}),
      }),
      options,
    );
    const metadata = { ...config.serverMetadata() };
    if (question.what !== 'code') return { ok: true, metadata };
    const tokens = await openid.authorizationCodeGrant(
      config,
      new URL(`${returnTo}?${new URLSearchParams(question.given)}`),
      {
        expectedState: question.state,
        expectedNonce: question.nonce,
        pkceCodeVerifier: question.verifier,
        idTokenExpected: true,
      },
    );
    const claims = tokens.claims();
    if (!claims) return { ok: false, error: 'noIdToken' };
    const more = metadata.userinfo_endpoint
      ? await openid.fetchUserInfo(config, tokens.access_token, claims.sub)
      : undefined;
    // What is signed counts before what isn't.
    const all: Record<string, unknown> = { ...more, ...claims };
    // An address and the word that it was verified come from the same place.
    const mail: Record<string, unknown> = text(claims.email) === undefined ? { ...more } : { ...claims };
    const email = text(mail.email);
    const emailVerified = email !== undefined && mail.email_verified === true;
    const own = options.accountClaim === 'email' ? email : text(all[options.accountClaim]);
    const account = options.accountClaim === 'email' && !emailVerified ? undefined : own;
    return {
      ok: true,
      metadata,
      account: {
        subject: claims.sub,
        label: (own ?? email ?? claims.sub).slice(0, 254),
        ...(account !== undefined && { account }),
        ...(email !== undefined && { email }),
        emailVerified,
        ...(text(all.name) !== undefined && { name: text(all.name) }),
      },
    };
  } catch (error) {
    return { ok: false, error: errorOf(error) };
  }
};
