import { z } from 'zod';
import { personal } from '#kernel/contract/personal.ts';
import { id, line } from '#kernel/contract/shapes.ts';
import { isNetwork } from './network.ts';

/** Where people may sign in from: an OpenID provider, the three office platforms, a directory server (LDAP, AD). */
export const outsideKinds = ['oidc', 'wecom', 'dingtalk', 'feishu', 'ldap'] as const;
export const outsideKind = z.enum(outsideKinds);
export type OutsideKind = z.infer<typeof outsideKind>;

/** Name or address of a host, with a port; without a name and password before it. */
const secure = /^https:\/\/[A-Za-z0-9.:[\]-]+(\/[^?#\s]*)?$/;
const here = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(\/[^?#\s]*)?$/;

/** https; http only to this machine. Without query or fragment. */
const address = () =>
  z
    .url({ protocol: /^https?$/ })
    .max(500)
    .refine((text) => secure.test(text) || here.test(text));

const plain = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^[\x21-\x7e]+$/);

/** What every provider has. */
const common = {
  /**
   * Who somebody is that isn't linked yet. `linked`: nobody; a person links the account when signed in. `account`: the
   * person of that account name. `email`: the person with that e-mail address, which the provider must have verified.
   */
  match: z.enum(['linked', 'account', 'email']).default('linked'),
  /** Where who is nobody here gets an account by signing in; null: they don't. */
  create: z.strictObject({ departmentId: id() }).nullable().default(null),
  /** Private addresses and networks that it may be reached at. */
  allowed: z.array(z.string().trim().max(50).refine(isNetwork)).max(20).default([]),
};

export const oidcOptions = z.strictObject({
  ...common,
  issuer: address(),
  clientId: plain(200),
  scopes: z
    .string()
    .max(200)
    .regex(/^openid( [\w:./-]+)*$/)
    .default('openid profile email'),
  /** The claim that holds the account. */
  accountClaim: plain(60).default('preferred_username'),
  /** Domains of the verified e-mail address that somebody must have; empty: any, also none. */
  domains: z
    .array(
      z
        .string()
        .trim()
        .toLowerCase()
        .max(253)
        .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/),
    )
    .max(50)
    .default([]),
  /** Signing out leads through the provider, so that the session there ends too. */
  signOutToo: z.boolean().default(false),
});
export type OidcOptions = z.infer<typeof oidcOptions>;

export const wecomSignIn = z.strictObject({
  ...common,
  corpId: plain(100),
  agentId: z.int().min(0),
  /** Inside the WeCom app, without asking. */
  appUrl: address().default('https://open.weixin.qq.com/connect/oauth2/authorize'),
  /** A picture that the WeCom app scans. */
  deskUrl: address().default('https://login.work.weixin.qq.com/wwlogin/sso/login'),
  apiUrl: address().default('https://qyapi.weixin.qq.com'),
});
export const dingtalkSignIn = z.strictObject({
  ...common,
  clientId: plain(100),
  signInUrl: address().default('https://login.dingtalk.com/oauth2/auth'),
  apiUrl: address().default('https://api.dingtalk.com'),
  oldApiUrl: address().default('https://oapi.dingtalk.com'),
});
export const feishuSignIn = z.strictObject({
  ...common,
  clientId: plain(100),
  signInUrl: address().default('https://accounts.feishu.cn/open-apis/authen/v1/authorize'),
  apiUrl: address().default('https://open.feishu.cn'),
  /** The company's number at Feishu; another's is refused. Empty: not looked at. */
  tenantKey: z.string().trim().max(100).default(''),
});

/** An attribute's name (RFC 4512 2.5). */
const attribute = () => z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,59}$/);
const distinguishedName = () => z.string().trim().max(500);

export const ldapOptions = z
  .strictObject({
    ...common,
    match: z.enum(['account', 'email']).default('account'),
    host: z.string().regex(/^[A-Za-z0-9.:-]{1,253}$/),
    port: z.int().min(1).max(65_535).default(636),
    /** `tls`: from the first byte. `none` only to this machine. */
    security: z.enum(['tls', 'startTls', 'none']).default('tls'),
    /** Certificates (PEM) that it is believed by beside the public ones. */
    ca: z.string().max(50_000).default(''),
    /** Whom searches are made as. */
    bindDn: distinguishedName(),
    baseDn: distinguishedName(),
    /** Which entries are people. */
    peopleFilter: z.string().trim().min(3).max(500).default('(objectClass=person)'),
    /** A value that an entry keeps for ever, also where it is renamed or moved. */
    idAttribute: attribute().default('entryUUID'),
    accountAttribute: attribute().default('uid'),
    nameAttribute: attribute().default('cn'),
    emailAttribute: attribute().default('mail'),
    phoneAttribute: attribute().default('mobile'),
    timeoutSeconds: z.int().min(1).max(60).default(10),
    /** Where people who aren't here yet are put when it is followed; null: none are brought. */
    syncInto: z.strictObject({ departmentId: id() }).nullable().default(null),
    /** Who isn't there any more leaves here too. */
    syncLeave: z.boolean().default(false),
    /** Compared every night, and carried out where it is no more than `syncMost` and a person has carried out one before. */
    syncDaily: z.boolean().default(false),
    syncMost: z.int().min(0).max(10_000).default(20),
    /** Groups whose members should have a role: shown, given by people. */
    groups: z
      .array(z.strictObject({ dn: distinguishedName().min(3), roleId: id() }))
      .max(100)
      .default([]),
  })
  .refine(
    ({ security, host }) => security !== 'none' || host === '127.0.0.1' || host === 'localhost' || host === '::1',
    {
      path: ['security'],
    },
  );
export type LdapOptions = z.infer<typeof ldapOptions>;

const name = line(40);
const secret = z.string().min(1).max(1_000).optional();

/** What is set of a provider. The secret (of the client, the application, or the account that searches) is written and never read. */
export const outsideSetup = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('oidc'), name, options: oidcOptions, secret }),
  z.strictObject({ kind: z.literal('wecom'), name, options: wecomSignIn, secret }),
  z.strictObject({ kind: z.literal('dingtalk'), name, options: dingtalkSignIn, secret }),
  z.strictObject({ kind: z.literal('feishu'), name, options: feishuSignIn, secret }),
  z.strictObject({ kind: z.literal('ldap'), name, options: ldapOptions, secret }),
]);
export type OutsideSetup = z.infer<typeof outsideSetup>;

/** What the provider calls the account: a name, an address. */
export const outsideLabel = () =>
  personal(z.string(), {
    purpose: 'identification',
    sensitivity: 'ordinary',
    retention: 'employment',
    basis: 'contract',
  });

/** A provider as the page to sign in shows it. */
export const outsideWay = z.object({ providerId: id(), kind: outsideKind, name: z.string() });
