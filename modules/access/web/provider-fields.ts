import type { OutsideKind } from '../contract/outside-shapes.ts';

/** A field of a provider's form; `name` is its place in the options, or `secret`. */
export interface ProviderField {
  readonly name: string;
  readonly kind: 'line' | 'number' | 'area' | 'lines' | 'choice' | 'check' | 'secret' | 'department' | 'groups';
  readonly choices?: readonly string[];
  /** A word of the kind's own instead of the common one. */
  readonly word?: string;
  readonly hint?: boolean;
  /** Among what is seldom changed. */
  readonly seldom?: boolean;
}

const match: ProviderField = { name: 'match', kind: 'choice', choices: ['linked', 'account', 'email'], hint: true };
const common: readonly ProviderField[] = [
  { name: 'create', kind: 'department', hint: true },
  { name: 'allowed', kind: 'lines', hint: true, seldom: true },
];
const address = (name: string): ProviderField => ({ name, kind: 'line', seldom: true });

/** What an administrator fills in, kind by kind, in the order of the form. */
export const providerFields: Readonly<Record<OutsideKind, readonly ProviderField[]>> = {
  oidc: [
    { name: 'issuer', kind: 'line', hint: true },
    { name: 'clientId', kind: 'line' },
    { name: 'secret', kind: 'secret' },
    match,
    { name: 'accountClaim', kind: 'line', hint: true },
    { name: 'domains', kind: 'lines', hint: true },
    { name: 'signOutToo', kind: 'check' },
    ...common,
    { name: 'scopes', kind: 'line', seldom: true },
  ],
  wecom: [
    { name: 'corpId', kind: 'line' },
    { name: 'agentId', kind: 'number' },
    { name: 'secret', kind: 'secret' },
    match,
    ...common,
    ...['appUrl', 'deskUrl', 'apiUrl'].map(address),
  ],
  dingtalk: [
    { name: 'clientId', kind: 'line' },
    { name: 'secret', kind: 'secret' },
    match,
    ...common,
    ...['signInUrl', 'apiUrl', 'oldApiUrl'].map(address),
  ],
  feishu: [
    { name: 'clientId', kind: 'line' },
    { name: 'secret', kind: 'secret' },
    { name: 'tenantKey', kind: 'line', hint: true },
    match,
    ...common,
    ...['signInUrl', 'apiUrl'].map(address),
  ],
  ldap: [
    { name: 'host', kind: 'line' },
    { name: 'port', kind: 'number' },
    { name: 'security', kind: 'choice', choices: ['tls', 'startTls', 'none'] },
    { name: 'ca', kind: 'area', hint: true },
    { name: 'bindDn', kind: 'line', hint: true },
    { name: 'secret', kind: 'secret', word: 'bindPassword' },
    { name: 'baseDn', kind: 'line' },
    { name: 'peopleFilter', kind: 'line', hint: true },
    { ...match, choices: ['account', 'email'] },
    { name: 'accountAttribute', kind: 'line', hint: true },
    ...common,
    { name: 'syncInto', kind: 'department', hint: true },
    { name: 'syncLeave', kind: 'check' },
    { name: 'syncDaily', kind: 'check' },
    { name: 'syncMost', kind: 'number', hint: true },
    { name: 'groups', kind: 'groups', hint: true },
    { name: 'idAttribute', kind: 'line', hint: true, seldom: true },
    ...['nameAttribute', 'emailAttribute', 'phoneAttribute'].map(address),
    { name: 'timeoutSeconds', kind: 'number', seldom: true },
  ],
};

const own = { match: 'linked', create: null, allowed: [] };

/** What a form begins with. */
export const initialProvider: Readonly<Record<OutsideKind, Readonly<Record<string, unknown>>>> = {
  oidc: {
    ...own,
    scopes: 'openid profile email',
    accountClaim: 'preferred_username',
    domains: [],
    signOutToo: false,
  },
  wecom: {
    ...own,
    match: 'account',
    appUrl: 'https://open.weixin.qq.com/connect/oauth2/authorize',
    deskUrl: 'https://login.work.weixin.qq.com/wwlogin/sso/login',
    apiUrl: 'https://qyapi.weixin.qq.com',
  },
  dingtalk: {
    ...own,
    signInUrl: 'https://login.dingtalk.com/oauth2/auth',
    apiUrl: 'https://api.dingtalk.com',
    oldApiUrl: 'https://oapi.dingtalk.com',
  },
  feishu: {
    ...own,
    signInUrl: 'https://accounts.feishu.cn/open-apis/authen/v1/authorize',
    apiUrl: 'https://open.feishu.cn',
    tenantKey: '',
  },
  ldap: {
    ...own,
    match: 'account',
    port: 636,
    security: 'tls',
    ca: '',
    peopleFilter: '(objectClass=person)',
    idAttribute: 'entryUUID',
    accountAttribute: 'uid',
    nameAttribute: 'cn',
    emailAttribute: 'mail',
    phoneAttribute: 'mobile',
    timeoutSeconds: 10,
    syncInto: null,
    syncLeave: false,
    syncDaily: false,
    syncMost: 20,
    groups: [],
  },
};
