import { wecomOptions } from '../../contract/channels.ts';
import { makeAccessTokens, type TokenAnswer } from './access-tokens.ts';
import { type ChannelAccess, type ChannelAdapter, distinctAddressOf } from './channel-adapter.ts';
import { platformCall, platformError } from './platform-call.ts';

const tokens = makeAccessTokens();

/** The token is void or over: it is fetched anew, once. */
const tokenErrors = [40_014, 42_001, 41_001];
/** Too often, too many at once, or the platform is busy: it passes. */
const passingErrors = [-1, 45_009, 45_033, 45_047];
/** Wrong secret, caller's address not on the application's list: an administrator can mend it meanwhile. */
const setupErrors = [40_001, 40_013, 60_020, 301_002];

/**
 * An application message of WeCom (`message/send`, text card) to the account of the same name. Its own check for messages
 * that come twice is on, for half an hour.
 */
export const sendWecom: ChannelAdapter = async (access, parcel) => {
  const options = wecomOptions.parse(access.options);
  const description = parcel.text.lines.join('\n').slice(0, 500) || parcel.text.title;
  const body = JSON.stringify({
    touser: parcel.to.account,
    msgtype: 'textcard',
    agentid: options.agentId,
    textcard: {
      title: parcel.text.title.slice(0, 120),
      description: escaped(description),
      url: distinctAddressOf(parcel),
      btntxt: parcel.language === 'zh' ? '打开' : 'Open',
    },
    enable_duplicate_check: 1,
    duplicate_check_interval: 1_800,
  });
  for (const isLast of [false, true]) {
    const token = await tokenOf(access, parcel.timestamp);
    if ('error' in token) return { ok: false, ...token };
    const answer = await platformCall({
      method: 'POST',
      url: `${options.baseUrl}/cgi-bin/message/send?access_token=${encodeURIComponent(token.token)}`,
      headers: { 'content-type': 'application/json' },
      body,
      allowed: access.allowed,
    });
    if ('error' in answer) return { ok: false, ...answer };
    const { said } = answer;
    if (tokenErrors.includes(said.errcode) && !isLast) {
      tokens.forget(whoseToken(access));
      continue;
    }
    if (said.errcode !== 0) {
      const waitSeconds = passingErrors.includes(said.errcode) ? { waitSeconds: 60 } : {};
      const passes = [...passingErrors, ...setupErrors, ...tokenErrors].includes(said.errcode);
      return { ok: false, error: platformError(said), never: !passes, ...waitSeconds };
    }
    const refused = [said.invaliduser, said.unlicenseduser].filter((list) => typeof list === 'string' && list !== '');
    if (refused.length > 0) return { ok: false, error: 'accountUnknown', never: true };
    return { ok: true, receipt: typeof said.msgid === 'string' ? said.msgid : null };
  }
  throw new Error('the second round always answers');
};

/** The card's description is a little HTML. */
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function whoseToken({ options, secrets }: ChannelAccess): string[] {
  const { baseUrl, corpId } = wecomOptions.parse(options);
  return [baseUrl, corpId, secrets.secret ?? ''];
}

function tokenOf(access: ChannelAccess, now: number): Promise<TokenAnswer> {
  const { baseUrl, corpId } = wecomOptions.parse(access.options);
  const asked = new URLSearchParams({ corpid: corpId, corpsecret: access.secrets.secret ?? '' });
  return tokens.token(whoseToken(access), now, async () => {
    const url = `${baseUrl}/cgi-bin/gettoken?${asked}`;
    const answer = await platformCall({ method: 'GET', url, headers: {}, allowed: access.allowed });
    if ('error' in answer) return answer;
    const { errcode, access_token: token, expires_in: lives } = answer.said;
    if (errcode !== 0 || typeof token !== 'string') return { error: platformError(answer.said), never: false };
    return { token, livesSeconds: Number(lives) || 7_200 };
  });
}
