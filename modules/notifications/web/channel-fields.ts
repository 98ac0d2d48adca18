import type { OutsideChannel } from '../contract/channels.ts';

/** A field of a channel's form. `name` is its place in the options, or in the secrets. */
export interface ChannelField {
  readonly name: string;
  readonly kind: 'line' | 'number' | 'area' | 'headers' | 'secret' | 'choice';
  readonly word?: string;
  readonly hint?: boolean;
  readonly choices?: readonly string[];
}

const provider: readonly ChannelField[] = [
  { name: 'url', kind: 'line' },
  { name: 'method', kind: 'choice', choices: ['POST', 'GET', 'PUT'] },
  { name: 'headers', kind: 'headers' },
  { name: 'bodyType', kind: 'choice', choices: ['json', 'form', 'none'] },
  { name: 'body', kind: 'area', hint: true },
  {
    name: 'signature',
    kind: 'choice',
    choices: ['none', 'hmacSha256Hex', 'hmacSha256Base64', 'hmacSha1Base64', 'sha256Hex', 'md5Hex'],
  },
  { name: 'signed', kind: 'area', hint: true },
  { name: 'key', kind: 'secret' },
  { name: 'secret', kind: 'secret' },
  { name: 'successPath', kind: 'line', hint: true },
  { name: 'successValue', kind: 'line' },
  { name: 'receiptPath', kind: 'line' },
];

/** What an administrator fills in, channel by channel, in the order of the form. */
export const channelFields: Readonly<Record<OutsideChannel, readonly ChannelField[]>> = {
  push: [{ name: 'contact', kind: 'line', hint: true }],
  mail: [
    { name: 'host', kind: 'line' },
    { name: 'port', kind: 'number' },
    { name: 'security', kind: 'choice', choices: ['tls', 'startTls', 'none'] },
    { name: 'user', kind: 'line' },
    { name: 'password', kind: 'secret' },
    { name: 'from', kind: 'line' },
    { name: 'fromName', kind: 'line' },
  ],
  sms: provider,
  phone: provider,
  wecom: [
    { name: 'baseUrl', kind: 'line' },
    { name: 'corpId', kind: 'line' },
    { name: 'agentId', kind: 'number' },
    { name: 'secret', kind: 'secret', word: 'appSecretWecom' },
  ],
  dingtalk: [
    { name: 'baseUrl', kind: 'line' },
    { name: 'appKey', kind: 'line' },
    { name: 'agentId', kind: 'number' },
    { name: 'appSecret', kind: 'secret' },
  ],
};

/** What a form begins with where nothing is set up yet. */
export const initialOptions: Readonly<Record<OutsideChannel, Readonly<Record<string, unknown>>>> = {
  push: {},
  mail: { port: 465, security: 'tls', user: '', fromName: '规矩' },
  sms: providerOptions(),
  phone: providerOptions(),
  wecom: { baseUrl: 'https://qyapi.weixin.qq.com' },
  dingtalk: { baseUrl: 'https://oapi.dingtalk.com' },
};

function providerOptions(): Record<string, unknown> {
  return {
    method: 'POST',
    headers: [],
    bodyType: 'json',
    body: '{"phone": "{phone}", "text": "{text}", "id": "{id}"}',
    signature: 'none',
    signed: '',
    successPath: '',
    successValue: '',
    receiptPath: '',
  };
}
