import type { Topic } from '#kernel/contract/event.ts';
import { recurring, serverModule } from '#kernel/server/define-module.ts';
import { accessContract } from '../contract/access-contract.ts';
import {
  activationTopic,
  factorResetsTopic,
  outsideTopic,
  packagesTopic,
  passkeysTopic,
  rolesTopic,
} from '../contract/events.ts';
import {
  activatePeople,
  approveGrants,
  assignFromPackages,
  manageOutsideSignIn,
  managePackages,
  readRoles,
  removePasskeys,
  resetSecondFactors,
} from '../contract/permissions.ts';
import { resolveReaches } from '../domain/resolve-reach.ts';
import type { AccessTables } from './access-tables.ts';
import { acceptSignature } from './commands/accept-signature.ts';
import { activate } from './commands/activate.ts';
import { assignRole } from './commands/assign-role.ts';
import { beginPasskeySignIn } from './commands/begin-passkey-sign-in.ts';
import { challengePasskey } from './commands/challenge-passkey.ts';
import { challengeSignature } from './commands/challenge-signature.ts';
import { changePassword } from './commands/change-password.ts';
import { changeRole } from './commands/change-role.ts';
import { confirmWithPasskey } from './commands/confirm-with-passkey.ts';
import { confirmWithPassword } from './commands/confirm-with-password.ts';
import { createRole } from './commands/create-role.ts';
import { endMyOtherSessions } from './commands/end-my-other-sessions.ts';
import { endSession } from './commands/end-session.ts';
import { explainThing } from './commands/explain-thing.ts';
import { issueActivationCodes } from './commands/issue-activation-codes.ts';
import { registerPasskey } from './commands/register-passkey.ts';
import { removeMyPasskey } from './commands/remove-my-passkey.ts';
import { removePasskey } from './commands/remove-passkey.ts';
import { removeRole } from './commands/remove-role.ts';
import { revokeRole } from './commands/revoke-role.ts';
import { setLanguage } from './commands/set-language.ts';
import { signIn } from './commands/sign-in.ts';
import { signInWithPasskey } from './commands/sign-in-with-passkey.ts';
import { signOut } from './commands/sign-out.ts';
import { grantHandlers } from './grants/grant-handlers.ts';
import { visibilityByTwo } from './guards/visibility-by-two.ts';
import { rolesToCome } from './held-roles.ts';
import { onDepartmentMoved } from './on/on-department-moved.ts';
import { onPersonLeft } from './on/on-person-left.ts';
import { onPersonMoved } from './on/on-person-moved.ts';
import { onStructureImported } from './on/on-structure-imported.ts';
import { onStructureReorganised } from './on/on-structure-reorganised.ts';
import { ldapSyncWork } from './outside/ldap-sync-work.ts';
import { outsideHandlers } from './outside/outside-handlers.ts';
import { outsideRecurring } from './outside/outside-recurring.ts';
import { outsideWork } from './outside/outside-work.ts';
import { packageHandlers } from './packages/package-handlers.ts';
import { effectOnPermissions } from './people-changes/effect-on-permissions.ts';
import { heldRoles } from './people-changes/held-roles.ts';
import { explainPermission } from './queries/explain-permission.ts';
import { exportRoles } from './queries/export-roles.ts';
import { findHolders } from './queries/find-holders.ts';
import { listAssignments } from './queries/list-assignments.ts';
import { listMyPasskeys } from './queries/list-my-passkeys.ts';
import { listMySessions } from './queries/list-my-sessions.ts';
import { listNotActivated } from './queries/list-not-activated.ts';
import { listPasskeysOf } from './queries/list-passkeys-of.ts';
import { listRoles } from './queries/list-roles.ts';
import { readActivation } from './queries/read-activation.ts';
import { readConfirmation } from './queries/read-confirmation.ts';
import { readRole } from './queries/read-role.ts';
import { readSignIn } from './queries/read-sign-in.ts';
import { readViewer } from './queries/read-viewer.ts';
import { eraseSignIns } from './retention/erase-sign-ins.ts';
import { reviewSignIns } from './retention/review-sign-ins.ts';
import { separationHandlers } from './separation/separation-handlers.ts';
import { signInHandlers } from './sign-in-handlers.ts';
import { beginAssignment } from './timers/begin-assignment.ts';
import { endAssignment } from './timers/end-assignment.ts';
import { expireFactorReset } from './timers/expire-factor-reset.ts';
import { expireGrantProposal } from './timers/expire-grant-proposal.ts';
import { expireOutsideProposal } from './timers/expire-outside-proposal.ts';
import { expirePackage } from './timers/expire-package.ts';
import { expireSeparationProposal } from './timers/expire-separation-proposal.ts';
import { tellOverdueReview } from './timers/tell-overdue-review.ts';

/** The server face of access. */
export const access = serverModule({
  contract: accessContract,
  handlers: [
    readSignIn,
    signIn,
    signOut,
    readActivation,
    activate,
    issueActivationCodes,
    listNotActivated,
    changePassword,
    acceptSignature,
    beginPasskeySignIn,
    challengePasskey,
    challengeSignature,
    confirmWithPasskey,
    confirmWithPassword,
    registerPasskey,
    removeMyPasskey,
    removePasskey,
    signInWithPasskey,
    listMyPasskeys,
    listPasskeysOf,
    readConfirmation,
    ...signInHandlers,
    readViewer,
    setLanguage,
    listMySessions,
    endSession,
    endMyOtherSessions,
    listRoles,
    readRole,
    exportRoles,
    createRole,
    changeRole,
    removeRole,
    assignRole,
    revokeRole,
    listAssignments,
    explainPermission,
    explainThing,
    findHolders,
    ...grantHandlers,
    ...outsideHandlers,
    heldRoles,
    effectOnPermissions,
    ...packageHandlers,
    ...separationHandlers,
    reviewSignIns,
    eraseSignIns,
  ],
  subscribers: [onPersonLeft, onPersonMoved, onDepartmentMoved, onStructureImported, onStructureReorganised],
  guards: [visibilityByTwo],
  timers: [
    beginAssignment,
    endAssignment,
    expireGrantProposal,
    expireSeparationProposal,
    expireOutsideProposal,
    expirePackage,
    expireFactorReset,
    tellOverdueReview,
  ],
  outside: [outsideWork, ldapSyncWork],
  recurring: [
    ...outsideRecurring,
    recurring<AccessTables>()('access.forgetChallenges', '25 4 * * *', async (context) => {
      await context.db
        .deleteFrom('access.passkey_challenge')
        .where('expires_at', '<', context.now.toString())
        .execute();
      await context.db.deleteFrom('access.qr_sign_in').where('expires_at', '<', context.now.toString()).execute();
    }),
  ],
  migrations: new URL('./migrations/', import.meta.url),
  // Grants that haven't begun or have just run out count too: the topics only say "look again", the looking is refused.
  topicsOf: async (_db, personId, _reaches, readTogether) => {
    const held = await readTogether(rolesToCome, personId);
    const reaches = held
      ? resolveReaches(
          [
            ...[activatePeople, readRoles, removePasskeys, resetSecondFactors, manageOutsideSignIn],
            ...[assignFromPackages, managePackages, approveGrants],
          ],
          held,
        )
      : new Map();
    const topics: Topic[] = [];
    if (reaches.has(activatePeople.name)) topics.push(activationTopic);
    if (reaches.has(readRoles.name)) topics.push(rolesTopic);
    if (reaches.has(removePasskeys.name)) topics.push(passkeysTopic);
    if (reaches.has(resetSecondFactors.name)) topics.push(factorResetsTopic);
    if (reaches.has(manageOutsideSignIn.name)) topics.push(outsideTopic);
    if ([assignFromPackages, managePackages, approveGrants].some(({ name }) => reaches.has(name)))
      topics.push(packagesTopic);
    return topics;
  },
});
