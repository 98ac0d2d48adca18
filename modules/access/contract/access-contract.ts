import { extend } from '#kernel/contract/extension-point.ts';
import { moduleContract } from '#kernel/contract/module-contract.ts';
import { retention } from '#kernel/contract/retention.ts';
import { handOverLines } from '#modules/directory/contract/hand-over-line.ts';
import { personEffects } from '#modules/directory/contract/person-effect.ts';
import { secondPeople } from '#modules/directory/contract/second-person.ts';
import * as activation from './activation.ts';
import * as assignments from './assignments.ts';
import * as breakGlass from './break-glass.ts';
import * as events from './events.ts';
import * as failures from './failures.ts';
import { findSecond } from './find-second.ts';
import * as grants from './grants.ts';
import * as holders from './holders.ts';
import * as ldapSync from './ldap-sync.ts';
import * as mySignIns from './my-sign-ins.ts';
import { outsideFailures } from './outside-failures.ts';
import * as outsideProviders from './outside-providers.ts';
import * as outsideSignIn from './outside-sign-in.ts';
import * as packages from './packages.ts';
import * as passkeys from './passkeys.ts';
import * as password from './password.ts';
import * as peopleChanges from './people-changes.ts';
import * as permissions from './permissions.ts';
import * as qrSignIn from './qr-sign-in.ts';
import { accessRetention, eraseSignIns, reviewSignIns } from './retention.ts';
import * as roles from './roles.ts';
import * as factors from './second-factors.ts';
import * as separation from './separation.ts';
import * as sessions from './sessions.ts';
import * as settings from './settings.ts';
import * as signIn from './sign-in.ts';
import * as viewer from './viewer.ts';

/** All that can be said of who may sign in and what they may do. */
export const accessContract = moduleContract({
  name: 'access',
  title: { zh: '登录与权限', en: 'Sign-in and permissions' },
  operations: [
    signIn.readSignIn,
    signIn.signIn,
    signIn.signOut,
    activation.readActivation,
    activation.activate,
    activation.issueActivationCodes,
    activation.listNotActivated,
    password.changePassword,
    passkeys.listMyPasskeys,
    passkeys.challengePasskey,
    passkeys.registerPasskey,
    passkeys.removeMyPasskey,
    passkeys.listPasskeysOf,
    passkeys.removePasskey,
    passkeys.beginPasskeySignIn,
    passkeys.signInWithPasskey,
    passkeys.readConfirmation,
    passkeys.confirmWithPassword,
    passkeys.confirmWithPasskey,
    passkeys.challengeSignature,
    passkeys.acceptSignature,
    factors.readMyFactors,
    factors.proposeTotp,
    factors.proposeTotpAtSignIn,
    factors.confirmTotp,
    factors.removeTotp,
    factors.renewRecoveryCodes,
    factors.proposeFactorReset,
    factors.decideFactorReset,
    factors.listFactorResets,
    mySignIns.listMySignIns,
    mySignIns.answerSignIn,
    qrSignIn.beginQrSignIn,
    qrSignIn.readQrSignIn,
    qrSignIn.answerQrSignIn,
    qrSignIn.finishQrSignIn,
    viewer.readViewer,
    viewer.setLanguage,
    sessions.listMySessions,
    sessions.endSession,
    sessions.endMyOtherSessions,
    sessions.endSessionsOf,
    roles.listRoles,
    roles.readRole,
    roles.exportRoles,
    roles.createRole,
    roles.changeRole,
    roles.removeRole,
    assignments.assignRole,
    assignments.revokeRole,
    assignments.listAssignments,
    assignments.explainPermission,
    assignments.explainThing,
    holders.findHolders,
    grants.previewGrant,
    grants.listGrantProposals,
    grants.decideGrant,
    grants.withdrawGrant,
    separation.readSeparation,
    separation.proposeSeparation,
    separation.decideSeparation,
    packages.uploadMinutes,
    packages.readMinutes,
    packages.proposePackage,
    packages.decidePackage,
    packages.withdrawPackage,
    packages.listPackages,
    packages.listPackageGrants,
    packages.giveFromPackage,
    packages.takeBackFromPackage,
    breakGlass.readBreakGlass,
    findSecond,
    breakGlass.listGlassChanges,
    breakGlass.sealBreakGlass,
    breakGlass.reportBreakGlassLost,
    breakGlass.openBreakGlass,
    breakGlass.reviewBreakGlass,
    outsideProviders.listOutsideProviders,
    outsideProviders.proposeOutsideProvider,
    outsideProviders.decideOutsideProvider,
    outsideProviders.stopOutsideProvider,
    outsideProviders.testOutsideProvider,
    ldapSync.listLdapSyncs,
    ldapSync.listLdapDifferences,
    ldapSync.compareWithLdap,
    ldapSync.applyLdapSync,
    outsideSignIn.beginOutsideSignIn,
    outsideSignIn.beginLdapSignIn,
    outsideSignIn.returnFromOutside,
    outsideSignIn.finishOutsideSignIn,
    outsideSignIn.proposeTotpFromOutside,
    outsideSignIn.beginOutsideLink,
    outsideSignIn.finishOutsideLink,
    outsideSignIn.listMyOutsideAccounts,
    outsideSignIn.unlinkOutsideAccount,
    peopleChanges.heldRoles,
    peopleChanges.effectOnPermissions,
    reviewSignIns,
    eraseSignIns,
  ],
  events: [
    events.signedIn,
    events.sessionsEnded,
    events.identityConfirmed,
    events.passkeysChanged,
    events.activated,
    events.activationCodesIssued,
    events.passwordChanged,
    events.languageChanged,
    events.roleChanged,
    events.assignmentChanged,
    events.factorsChanged,
    events.factorResetChanged,
    events.unusualSignIn,
    events.signInAnswered,
    events.grantProposalChanged,
    events.breakGlassChanged,
    events.outsideProviderChanged,
    events.outsideAccountChanged,
    events.ldapSyncChanged,
    events.packageChanged,
    events.packageGrantChanged,
    events.separationChanged,
  ],
  permissions: Object.values(permissions),
  failures: [...Object.values(failures), ...Object.values(outsideFailures)],
  settings: Object.values(settings),
  extensions: [
    extend(secondPeople, { read: findSecond }),
    extend(handOverLines, peopleChanges.rolesLine),
    extend(personEffects, peopleChanges.permissionsEffect),
    extend(retention, accessRetention),
  ],
});
