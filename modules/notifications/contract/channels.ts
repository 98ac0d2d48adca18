import { z } from 'zod';
import { line } from '#kernel/contract/shapes.ts';

/** The ways out of the app. The app itself (`app`) is no entry here: it always works and can't be switched off. */
export const outsideChannels = ['push', 'mail', 'sms', 'phone', 'wecom', 'dingtalk'] as const;
export const outsideChannel = z.enum(outsideChannels);
export type OutsideChannel = z.infer<typeof outsideChannel>;

const base = z.url({ protocol: /^https?$/ }).max(500);
const header = z.strictObject({
  name: z.string().regex(/^[A-Za-z0-9-]{1,60}$/),
  value: z.string().max(1_000),
});

/**
 * A provider of text messages or calls, described by templates. Placeholders in `url`, `headers`, `body` and `signed`:
 * `{phone} {text} {id} {timestamp} {time} {nonce} {key} {signature} {receiptUrl} {receiptToken}`; each is escaped as its place needs.
 */
export const providerOptions = z.strictObject({
  url: z
    .string()
    .max(1_000)
    .regex(/^https?:\/\/[^\s{}/]+(\/\S*)?$/),
  method: z.enum(['GET', 'POST', 'PUT']).default('POST'),
  headers: z.array(header).max(20).default([]),
  bodyType: z.enum(['json', 'form', 'none']).default('json'),
  body: z.string().max(4_000).default(''),
  signature: z
    .enum(['none', 'hmacSha256Hex', 'hmacSha256Base64', 'hmacSha1Base64', 'sha256Hex', 'md5Hex'])
    .default('none'),
  /** What is signed; with a plain digest the secret stands in it as `{secret}`. */
  signed: z.string().max(1_000).default(''),
  /** Path in the JSON answer (`SendStatusSet.0.Code`) and the value there that means success; empty: the HTTP status says it. */
  successPath: z.string().max(100).default(''),
  successValue: z.string().max(100).default(''),
  /** Path to the provider's own number of the message. */
  receiptPath: z.string().max(100).default(''),
});
export type ProviderOptions = z.infer<typeof providerOptions>;

export const mailOptions = z.strictObject({
  host: z.string().regex(/^[A-Za-z0-9.:-]{1,253}$/),
  port: z.int().min(1).max(65_535).default(465),
  /** `tls`: from the first byte. `startTls`: refused where the server doesn't offer it. */
  security: z.enum(['tls', 'startTls', 'none']).default('tls'),
  user: z.string().max(254).default(''),
  from: z.email().max(254),
  fromName: line(60),
});
export type MailOptions = z.infer<typeof mailOptions>;

/** The sender's contact that push services may ask for (RFC 8292): an address of the company's own. */
export const pushOptions = z.strictObject({ contact: z.email().max(254) });

/** An application of the company's WeCom or DingTalk; accounts there are those of the directory. */
export const wecomOptions = z.strictObject({
  baseUrl: base.default('https://qyapi.weixin.qq.com'),
  corpId: z.string().min(1).max(100),
  agentId: z.int().min(0),
});
export type WecomOptions = z.infer<typeof wecomOptions>;
export const dingtalkOptions = z.strictObject({
  baseUrl: base.default('https://oapi.dingtalk.com'),
  appKey: z.string().min(1).max(100),
  agentId: z.int().min(0),
});
export type DingtalkOptions = z.infer<typeof dingtalkOptions>;

const secret = z.string().min(1).max(1_000);

/** What an administrator sets of a channel. Secrets are written and never read; one that is left out stays. */
export const channelSetup = z.discriminatedUnion('channel', [
  z.strictObject({ channel: z.literal('push'), options: pushOptions, secrets: z.strictObject({}).default({}) }),
  z.strictObject({
    channel: z.literal('mail'),
    options: mailOptions,
    secrets: z.strictObject({ password: secret.optional() }).default({}),
  }),
  z.strictObject({
    channel: z.enum(['sms', 'phone']),
    options: providerOptions,
    secrets: z.strictObject({ key: secret.optional(), secret: secret.optional() }).default({}),
  }),
  z.strictObject({
    channel: z.literal('wecom'),
    options: wecomOptions,
    secrets: z.strictObject({ secret: secret.optional() }).default({}),
  }),
  z.strictObject({
    channel: z.literal('dingtalk'),
    options: dingtalkOptions,
    secrets: z.strictObject({ appSecret: secret.optional() }).default({}),
  }),
]);
export type ChannelSetup = z.infer<typeof channelSetup>;
