import { type CacheRule, onPush } from '#kernel/contract/cache.ts';
import { settingChanged } from '#kernel/contract/kernel-operations.ts';
import {
  departmentMoved,
  employerChanged,
  headChanged,
  personChanged,
  personJoined,
  personLeft,
  personMoved,
  postHolderChanged,
  structureImported,
  structureReorganised,
} from '#modules/directory/contract/events.ts';
import { listNotActivated } from '../contract/activation.ts';
import { explainPermission, listAssignments } from '../contract/assignments.ts';
import { listGlassChanges, readBreakGlass } from '../contract/break-glass.ts';
import {
  activated,
  activationCodesIssued,
  assignmentChanged,
  breakGlassChanged,
  factorResetChanged,
  factorsChanged,
  grantProposalChanged,
  identityConfirmed,
  languageChanged,
  ldapSyncChanged,
  outsideAccountChanged,
  outsideProviderChanged,
  packageChanged,
  packageGrantChanged,
  passkeysChanged,
  passwordChanged,
  roleChanged,
  separationChanged,
  sessionsEnded,
  signedIn,
  signInAnswered,
  unusualSignIn,
} from '../contract/events.ts';
import { listGrantProposals, previewGrant } from '../contract/grants.ts';
import { listLdapDifferences, listLdapSyncs } from '../contract/ldap-sync.ts';
import { listMySignIns } from '../contract/my-sign-ins.ts';
import { listOutsideProviders } from '../contract/outside-providers.ts';
import { listMyOutsideAccounts } from '../contract/outside-sign-in.ts';
import { listPackageGrants, listPackages } from '../contract/packages.ts';
import { listMyPasskeys, listPasskeysOf, readConfirmation } from '../contract/passkeys.ts';
import { listRoles, readRole } from '../contract/roles.ts';
import { listFactorResets, readMyFactors } from '../contract/second-factors.ts';
import { readSeparation } from '../contract/separation.ts';
import { listMySessions } from '../contract/sessions.ts';
import { companyName } from '../contract/settings.ts';
import { readSignIn } from '../contract/sign-in.ts';
import { readViewer } from '../contract/viewer.ts';

const ofRoles = [
  listRoles,
  readRole,
  listAssignments,
  explainPermission,
  previewGrant,
  listGrantProposals,
  readBreakGlass,
  readSeparation,
  readViewer,
  readMyFactors,
] as const;

/** How what happens changes what the queries of access returned. */
export const accessCache: readonly CacheRule[] = [
  onPush(signedIn, (_, cache) => {
    for (const query of [listMySessions, listMySignIns]) cache.readAgain(query);
  }),
  onPush(factorsChanged, (_, cache) => cache.readAgain(readMyFactors)),
  onPush(factorResetChanged, (_, cache) => cache.readAgain(listFactorResets)),
  onPush(unusualSignIn, (_, cache) => cache.readAgain(listMySignIns)),
  onPush(signInAnswered, ({ signInId, mine }, cache) =>
    cache.update(listMySignIns, ({ rows }) => ({
      rows: rows.map((row) => (row.id === signInId ? { ...row, mine } : row)),
    })),
  ),
  onPush(sessionsEnded, ({ sessionIds }, cache) =>
    cache.update(listMySessions, ({ rows }) => ({ rows: rows.filter((row) => !sessionIds.includes(row.id)) })),
  ),
  onPush(identityConfirmed, (_, cache) => {
    for (const query of [listMySessions, readConfirmation]) cache.readAgain(query);
  }),
  onPush(passkeysChanged, ({ personId }, cache) => {
    for (const query of [listMyPasskeys, readConfirmation, readMyFactors]) cache.readAgain(query);
    cache.readAgain(listPasskeysOf, (input) => input.personId === personId);
  }),
  onPush(activated, (_, cache) => cache.readAgain(listNotActivated)),
  onPush(activationCodesIssued, (_, cache) => cache.readAgain(listNotActivated)),
  onPush(passwordChanged, (_, cache) => cache.readAgain(readViewer)),
  onPush(languageChanged, ({ language }, cache) => cache.update(readViewer, (viewer) => ({ ...viewer, language }))),
  onPush(roleChanged, (_, cache) => {
    for (const query of ofRoles) cache.readAgain(query);
  }),
  onPush(assignmentChanged, (_, cache) => {
    for (const query of ofRoles) cache.readAgain(query);
  }),
  onPush(grantProposalChanged, (_, cache) => {
    for (const query of [listGrantProposals, readBreakGlass, listGlassChanges]) cache.readAgain(query);
  }),
  onPush(separationChanged, (_, cache) => {
    for (const query of ofRoles) cache.readAgain(query);
  }),
  onPush(packageChanged, (_, cache) => {
    for (const query of [listPackages, listPackageGrants, explainPermission, readViewer]) cache.readAgain(query);
  }),
  onPush(packageGrantChanged, ({ packageId, personId }, cache) => {
    cache.readAgain(listPackages);
    cache.readAgain(listPackageGrants, (input) => input.packageId === packageId);
    cache.readAgain(explainPermission, (input) => input.personId === personId);
    cache.update(readViewer, (viewer) => (viewer.personId === personId ? 'readAgain' : viewer));
  }),
  onPush(breakGlassChanged, (_, cache) => {
    for (const query of [readBreakGlass, listGlassChanges, previewGrant]) cache.readAgain(query);
  }),
  onPush(outsideProviderChanged, (_, cache) => {
    for (const query of [listOutsideProviders, listMyOutsideAccounts, readSignIn]) cache.readAgain(query);
  }),
  onPush(outsideAccountChanged, (_, cache) => {
    for (const query of [listOutsideProviders, listMyOutsideAccounts]) cache.readAgain(query);
  }),
  onPush(ldapSyncChanged, ({ syncId, providerId }, cache) => {
    cache.readAgain(listLdapSyncs, (input) => input.providerId === providerId);
    cache.readAgain(listLdapDifferences, (input) => input.syncId === syncId);
    cache.readAgain(listOutsideProviders);
  }),
  onPush(settingChanged, ({ name }, cache) => {
    if (!name.startsWith('access.')) return;
    cache.readAgain(readSignIn);
    cache.readAgain(readConfirmation);
    cache.readAgain(readMyFactors);
    if (name === companyName.name || name === 'access.passwordMaxAgeDays') cache.readAgain(readViewer);
  }),
  onPush(employerChanged, (_, cache) => cache.readAgain(readViewer)),
  ...[structureImported, structureReorganised].map((event) =>
    onPush(event, (_, cache) => {
      for (const query of [readViewer, listNotActivated, explainPermission]) cache.readAgain(query);
    }),
  ),
  ...[departmentMoved, headChanged].map((event) =>
    onPush(event, (_, cache) => {
      for (const query of [readViewer, explainPermission]) cache.readAgain(query);
    }),
  ),
  // Who isn't the viewer changes nothing about the viewer: ten thousand open pages don't all ask again.
  ...[personChanged, personMoved, postHolderChanged].map((event) =>
    onPush(event, ({ personId }, cache) => {
      cache.update(readViewer, (viewer) => (viewer.personId === personId ? 'readAgain' : viewer));
      cache.readAgain(explainPermission, (input) => input.personId === personId);
      cache.readAgain(listNotActivated);
    }),
  ),
  ...[personJoined, personLeft].map((event) => onPush(event, (_, cache) => cache.readAgain(listNotActivated))),
];
