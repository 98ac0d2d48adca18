import { z } from 'zod';
import { dingtalkOptions } from '../../contract/channels.ts';
import { makeAccessTokens, type TokenAnswer } from './access-tokens.ts';
import { type ChannelAccess, type ChannelAdapter, distinctAddressOf, type ReceiptCheck } from './channel-adapter.ts';
import { type PlatformAnswer, platformCall, platformError } from './platform-call.ts';

const tokens = makeAccessTokens();

const tokenErrors = [40_014, 42_001];
/** Called too often (by the minute), or the platform protects itself: it passes. */
const passingErrors = [-1, 88, 90_002, 90_005, 90_006, 90_018, 143_103, 143_104, 1_430_003];
/** Wrong key, caller's address not on the list: an administrator can mend it meanwhile. */
const setupErrors = [40_089, 40_001, 60_020, 50_015];

/**
 * A work notification of DingTalk (`corpconversation/asyncsend_v2`, action card) to the account of the same name. DingTalk
 * takes it and tells later what became of it (`checkDingtalk`); a content that one person had today already, it drops.
 */
export const sendDingtalk: ChannelAdapter = async (access, parcel) => {
  const { agentId } = dingtalkOptions.parse(access.options);
  const { title, lines } = parcel.text;
  const said = await withToken(access, parcel.timestamp, '/topapi/message/corpconversation/asyncsend_v2', {
    agent_id: agentId,
    userid_list: parcel.to.account,
    to_all_user: false,
    msg: {
      msgtype: 'action_card',
      action_card: {
        title: title.slice(0, 60),
        markdown: [`**${plain(title)}**`, ...lines.map(plain)].join('\n\n').slice(0, 1_000),
        single_title: parcel.language === 'zh' ? '打开' : 'Open',
        single_url: distinctAddressOf(parcel),
      },
    },
  });
  if ('error' in said) return { ok: false, ...said };
  const task = z.union([z.int(), z.string()]).safeParse(said.said.task_id);
  if (!task.success) return { ok: false, error: 'unreadable', never: false };
  return { ok: true, receipt: String(task.data), checkSeconds: 60 };
};

const userList = z.array(z.string()).optional();
const sendResult = z.looseObject({
  invalid_user_id_list: userList,
  forbidden_user_id_list: userList,
  failed_user_id_list: userList,
  read_user_id_list: userList,
  unread_user_id_list: userList,
});

/** What became of a work notification (`corpconversation/getsendresult`). */
export const checkDingtalk: ReceiptCheck = async (access, { receipt, account, timestamp }) => {
  const { agentId } = dingtalkOptions.parse(access.options);
  const said = await withToken(access, timestamp, '/topapi/message/corpconversation/getsendresult', {
    agent_id: agentId,
    task_id: Number(receipt),
  });
  if ('error' in said) return { state: 'later' };
  const result = sendResult.safeParse(said.said.send_result);
  if (!result.success) return { state: 'later' };
  const names = (list: z.infer<typeof userList>) =>
    (list ?? []).some((name) => name.toLowerCase() === account.toLowerCase());
  if (names(result.data.read_user_id_list) || names(result.data.unread_user_id_list)) return { state: 'delivered' };
  if (names(result.data.invalid_user_id_list)) return { state: 'failed', error: 'accountUnknown' };
  if (names(result.data.forbidden_user_id_list)) return { state: 'failed', error: 'tooMany' };
  if (names(result.data.failed_user_id_list)) return { state: 'failed', error: 'refused' };
  return { state: 'later' };
};

/** A call with the application's token; a token that is void is fetched anew, once. */
async function withToken(
  access: ChannelAccess,
  now: number,
  path: string,
  body: unknown,
): Promise<{ said: PlatformAnswer } | { error: string; never: boolean; waitSeconds?: number }> {
  const { baseUrl } = dingtalkOptions.parse(access.options);
  for (const isLast of [false, true]) {
    const token = await tokenOf(access, now);
    if ('error' in token) return token;
    const answer = await platformCall({
      method: 'POST',
      url: `${baseUrl}${path}?access_token=${encodeURIComponent(token.token)}`,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      allowed: access.allowed,
    });
    if ('error' in answer) return answer;
    const { errcode } = answer.said;
    if (errcode === 0) return answer;
    if (tokenErrors.includes(errcode) && !isLast) tokens.forget(whoseToken(access));
    else {
      const waits = passingErrors.includes(errcode);
      const never = !waits && !setupErrors.includes(errcode) && !tokenErrors.includes(errcode);
      return { error: platformError(answer.said), never, ...(waits && { waitSeconds: 60 }) };
    }
  }
  throw new Error('the second round always answers');
}

/** Without the marks that Markdown would read. */
const plain = (text: string) => text.replace(/[\\`*_[\]()#<>!|]/g, '\\$&');

function whoseToken({ options, secrets }: ChannelAccess): string[] {
  const { baseUrl, appKey } = dingtalkOptions.parse(options);
  return [baseUrl, appKey, secrets.appSecret ?? ''];
}

function tokenOf(access: ChannelAccess, now: number): Promise<TokenAnswer> {
  const { baseUrl, appKey } = dingtalkOptions.parse(access.options);
  const asked = new URLSearchParams({ appkey: appKey, appsecret: access.secrets.appSecret ?? '' });
  return tokens.token(whoseToken(access), now, async () => {
    const url = `${baseUrl}/gettoken?${asked}`;
    const answer = await platformCall({ method: 'GET', url, headers: {}, allowed: access.allowed });
    if ('error' in answer) return answer;
    const { errcode, access_token: token, expires_in: lives } = answer.said;
    if (errcode !== 0 || typeof token !== 'string') return { error: platformError(answer.said), never: false };
    return { token, livesSeconds: Number(lives) || 7_200 };
  });
}
