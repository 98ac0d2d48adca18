import { z } from 'zod';
import { event, type Topic } from '#kernel/contract/event.ts';
import { id } from '#kernel/contract/shapes.ts';
import { unusualReason } from './shapes.ts';

/** Listened to by those who give out activation codes. */
export const activationTopic = 'access:activation' satisfies Topic;
/** Listened to by those who may remove passkeys. */
export const passkeysTopic = 'access:passkeys' satisfies Topic;
/** Listened to by those who reset second factors. */
export const factorResetsTopic = 'access:factorResets' satisfies Topic;
/** Listened to by those who manage sign-in from outside. */
export const outsideTopic = 'access:outside' satisfies Topic;
/** Listened to by those who enter packages, agree to them, or give from them. */
export const packagesTopic = 'access:packages' satisfies Topic;
/** Listened to by those who may see roles. */
export const rolesTopic = 'access:roles' satisfies Topic;

export const signedIn = event({
  name: 'access.signedIn',
  summary: { zh: '有人登录', en: 'Somebody signed in' },
  facts: z.object({ personId: id(), sessionId: id() }),
  topics: (facts) => [`person:${facts.personId}`],
});
export const sessionsEnded = event({
  name: 'access.sessionsEnded',
  summary: { zh: '登录状态已结束', en: 'Sessions ended' },
  facts: z.object({
    personId: id(),
    sessionIds: z.array(id()),
    why: z.enum(['signedOut', 'endedElsewhere', 'passwordChanged', 'notMine', 'factorReset', 'endedByOther', 'left']),
  }),
  topics: (facts) => [`person:${facts.personId}`],
});
/** Somebody proved again who he is, in a session that he had. */
export const identityConfirmed = event({
  name: 'access.identityConfirmed',
  summary: { zh: '有人确认了是本人', en: 'Somebody confirmed who they are' },
  facts: z.object({ personId: id(), sessionId: id(), how: z.enum(['password', 'passkey']) }),
  topics: (facts) => [`person:${facts.personId}`],
});
export const passkeysChanged = event({
  name: 'access.passkeysChanged',
  summary: { zh: '登记或停用了通行密钥', en: 'A passkey was registered or removed' },
  facts: z.object({ personId: id(), passkeyId: id(), what: z.enum(['registered', 'removed', 'used']) }),
  topics: (facts) => [`person:${facts.personId}`, passkeysTopic],
});
export const activated = event({
  name: 'access.activated',
  summary: { zh: '帐号已激活', en: 'An account was activated' },
  /** `again`: the code served to set a new password. */
  facts: z.object({ personId: id(), again: z.boolean() }),
  topics: () => [activationTopic],
});
export const activationCodesIssued = event({
  name: 'access.activationCodesIssued',
  summary: { zh: '发放了激活码', en: 'Activation codes were given out' },
  facts: z.object({ batchId: id(), people: z.int() }),
  topics: () => [activationTopic],
});
export const passwordChanged = event({
  name: 'access.passwordChanged',
  summary: { zh: '密码已更改', en: 'A password was changed' },
  facts: z.object({ personId: id() }),
  topics: (facts) => [`person:${facts.personId}`],
});
export const languageChanged = event({
  name: 'access.languageChanged',
  summary: { zh: '界面语言已更改', en: 'Somebody chose another language' },
  facts: z.object({ personId: id(), language: z.enum(['zh', 'en']) }),
  topics: (facts) => [`person:${facts.personId}`],
  // The language is remembered together with what the person may do.
  changesAuthority: true,
});
export const roleChanged = event({
  name: 'access.roleChanged',
  summary: { zh: '角色或其权限变更', en: 'A role or what it may do changed' },
  facts: z.object({ roleId: id() }),
  topics: () => ['company'],
  changesAuthority: true,
});
export const assignmentChanged = event({
  name: 'access.assignmentChanged',
  summary: {
    zh: '角色授予变更：授予、生效、到期或收回',
    en: 'A grant of a role changed: given, begun, run out or taken back',
  },
  facts: z.object({
    assignmentId: id(),
    roleId: id(),
    personId: id().nullable(),
    postId: id().nullable(),
    what: z.enum(['given', 'begun', 'ended', 'takenBack']),
  }),
  topics: (facts) => (facts.personId ? [`person:${facts.personId}`, rolesTopic] : ['company']),
  changesTopicsOf: (facts) => (facts.personId ? [facts.personId] : []),
  changesAuthority: true,
});
export const factorsChanged = event({
  name: 'access.factorsChanged',
  summary: { zh: '第二因素变更', en: 'A second factor changed' },
  facts: z.object({
    personId: id(),
    what: z.enum(['totpConfirmed', 'totpRemoved', 'recoveryCodesMade', 'recoveryCodeUsed', 'reset']),
  }),
  topics: (facts) => [`person:${facts.personId}`],
});
export const factorResetChanged = event({
  name: 'access.factorResetChanged',
  summary: { zh: '提出、同意或驳回重置第二因素', en: 'A reset of a second factor was proposed, agreed to or refused' },
  facts: z.object({
    resetId: id(),
    personId: id(),
    what: z.enum(['proposed', 'carriedOut', 'refused', 'expired']),
    /** null: time did it. */
    by: id().nullable(),
    /** Of one that expired. */
    proposedBy: id().optional(),
  }),
  topics: () => [factorResetsTopic],
});
/** Somebody signed in from where or when they don't use to. */
export const unusualSignIn = event({
  name: 'access.unusualSignIn',
  summary: { zh: '异常登录', en: 'An unusual sign-in' },
  facts: z.object({ personId: id(), signInId: id(), reasons: z.array(unusualReason) }),
  topics: (facts) => [`person:${facts.personId}`],
});
/** The owner said whether it was him. */
export const signInAnswered = event({
  name: 'access.signInAnswered',
  summary: { zh: '本人确认或否认了一次登录', en: 'Somebody said whether a sign-in was theirs' },
  facts: z.object({ personId: id(), signInId: id(), mine: z.boolean() }),
  topics: (facts) => [`person:${facts.personId}`],
});
/** A change of important permissions was proposed, or decided. */
export const grantProposalChanged = event({
  name: 'access.grantProposalChanged',
  summary: { zh: '重要权限的变更申请', en: 'A change of important permissions was proposed or decided' },
  facts: z.object({
    proposalId: id(),
    kind: z.enum(['give', 'takeBack', 'change']),
    roleId: id(),
    personId: id().nullable(),
    postId: id().nullable(),
    proposedBy: id(),
    what: z.enum(['proposed', 'carriedOut', 'refused', 'withdrawn', 'expired']),
    /** Who decided; null where it expired. */
    by: id().nullable(),
    /** By one person, with the sealed code. */
    alone: z.boolean(),
  }),
  topics: () => [rolesTopic],
});
/** The sealed code was made, opened, reviewed, or its review is overdue. */
export const breakGlassChanged = event({
  name: 'access.breakGlassChanged',
  summary: { zh: '应急码', en: 'The sealed code' },
  facts: z.object({
    glassId: id(),
    what: z.enum(['sealed', 'lost', 'opened', 'reviewed', 'overdue']),
    openedBy: id().nullable(),
    /** Who did it; null where time did. */
    by: id().nullable(),
  }),
  topics: () => [rolesTopic],
});
/** Where people may sign in from outside: proposed, decided, stopped, looked at. */
export const outsideProviderChanged = event({
  name: 'access.outsideProviderChanged',
  summary: { zh: '外部登录方式变更', en: 'A way to sign in from outside changed' },
  facts: z.object({
    providerId: id(),
    what: z.enum(['proposed', 'carriedOut', 'refused', 'withdrawn', 'expired', 'stopped', 'testing', 'tested']),
    /** Whose proposal it is about; left out: nobody's. */
    proposedBy: id().nullable().optional(),
    /** Who decided, or stopped it; null: nobody has, or time did. */
    by: id().nullable(),
  }),
  topics: ({ what }) => (what === 'carriedOut' || what === 'stopped' ? ['company'] : [outsideTopic]),
});
/** An account elsewhere was linked to a person, or isn't any more. */
export const outsideAccountChanged = event({
  name: 'access.outsideAccountChanged',
  summary: { zh: '关联或解除了外部帐号', en: 'An account elsewhere was linked, or the link taken away' },
  facts: z.object({ personId: id(), providerId: id(), what: z.enum(['linked', 'unlinked']) }),
  topics: ({ personId }) => [`person:${personId}`, outsideTopic],
});
/** A comparison with a directory server was asked for, is ready, or was carried out. */
export const ldapSyncChanged = event({
  name: 'access.ldapSyncChanged',
  summary: { zh: '公司目录的同步有进展', en: 'A comparison with a directory server went on' },
  facts: z.object({ providerId: id(), syncId: id() }),
  topics: () => [outsideTopic],
});
/** A department's package was entered, agreed to, refused, withdrawn, or replaced by another. */
export const packageChanged = event({
  name: 'access.packageChanged',
  summary: { zh: '部门权限包变更', en: 'A department’s package changed' },
  facts: z.object({
    packageId: id(),
    departmentId: id(),
    what: z.enum(['proposed', 'inForce', 'refused', 'withdrawn', 'replaced', 'expired']),
    /** null: time did it. */
    by: id().nullable(),
    /** Of one that expired. */
    proposedBy: id().optional(),
  }),
  topics: () => ['company'],
  changesAuthority: true,
});
/** A permission was given through a package, or taken back. */
export const packageGrantChanged = event({
  name: 'access.packageGrantChanged',
  summary: { zh: '经部门权限包授权或收回', en: 'A permission was given through a package, or taken back' },
  facts: z.object({
    grantId: id(),
    packageId: id(),
    permission: z.string(),
    personId: id(),
    what: z.enum(['given', 'takenBack']),
    by: id(),
  }),
  topics: ({ personId }) => [`person:${personId}`, packagesTopic],
  changesTopicsOf: ({ personId }) => [personId],
  changesAuthority: true,
});
/** The separation of three administrators was proposed, switched, refused or taken back. */
export const separationChanged = event({
  name: 'access.separationChanged',
  summary: { zh: '三员分立的启用或停用', en: 'The separation of three administrators was proposed or decided' },
  facts: z.object({
    proposalId: id(),
    /** What was asked for: to separate them, or to end it. */
    separated: z.boolean(),
    what: z.enum(['proposed', 'carriedOut', 'refused', 'withdrawn', 'expired']),
    proposedBy: id(),
    /** Who decided; null: nobody has, or time did. */
    by: id().nullable(),
  }),
  topics: () => [rolesTopic],
  changesAuthority: true,
});
