import { serverModule } from '#kernel/server/define-module.ts';
import { adminContract } from '../contract/admin-contract.ts';
import { auditHandlers } from './audit/audit-handlers.ts';
import { markDigestSeen } from './commands/mark-digest-seen.ts';
import { nameSupervisor } from './commands/name-supervisor.ts';
import { setUpCompany } from './commands/set-up-company.ts';
import { makeDigests } from './make-digests.ts';
import { onBreakGlassChanged } from './on/on-break-glass-changed.ts';
import { onFactorResetChanged } from './on/on-factor-reset-changed.ts';
import { onGrantProposalChanged } from './on/on-grant-proposal-changed.ts';
import { onOutsideProviderChanged } from './on/on-outside-provider-changed.ts';
import { onPackageChanged } from './on/on-package-changed.ts';
import { onSeparationChanged } from './on/on-separation-changed.ts';
import { onSignInAnswered } from './on/on-sign-in-answered.ts';
import { onUnusualSignIn } from './on/on-unusual-sign-in.ts';
import { onVisibilityProposed } from './on/on-visibility-proposed.ts';
import { listDigests } from './queries/list-digests.ts';
import { listSupervisions } from './queries/list-supervisions.ts';
import { readDigest } from './queries/read-digest.ts';
import { readSetUp } from './queries/read-set-up.ts';

/** The server face of administration. */
export const admin = serverModule({
  contract: adminContract,
  handlers: [
    readSetUp,
    setUpCompany,
    listSupervisions,
    nameSupervisor,
    listDigests,
    readDigest,
    markDigestSeen,
    ...auditHandlers,
  ],
  recurring: [makeDigests],
  subscribers: [
    onUnusualSignIn,
    onSignInAnswered,
    onGrantProposalChanged,
    onBreakGlassChanged,
    onSeparationChanged,
    onPackageChanged,
    onFactorResetChanged,
    onOutsideProviderChanged,
    onVisibilityProposed,
  ],
  migrations: new URL('./migrations/', import.meta.url),
});
