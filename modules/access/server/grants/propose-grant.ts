import { refuse } from '#kernel/contract/failure.ts';
import type { CommandContext } from '#kernel/server/context.ts';
import { grantProposalChanged } from '../../contract/events.ts';
import { alreadyProposed } from '../../contract/failures.ts';
import type { PermissionChange } from '../../contract/grants.ts';
import type { AccessTables } from '../access-tables.ts';
import { carryOutGrant } from './carry-out-grant.ts';
import type { GrantChange } from './grant-change.ts';
import { grantProposalExpires } from './grant-timers.ts';
import { standInGlass } from './open-glass.ts';
import { proposalExpires } from './proposal-expires.ts';

/** A change of important permissions that somebody asks for. */
interface Asked {
  readonly change: GrantChange;
  readonly role: { readonly id: string; readonly revision: number };
  readonly personId: string | null;
  readonly postId: string | null;
  readonly changes: readonly PermissionChange[];
  readonly reason: string | undefined;
}

function subjectOf({ change, role, personId, postId }: Asked): string {
  if (change.kind === 'takeBack') return `takeBack ${change.assignmentId}`;
  return change.kind === 'change' ? `change ${role.id}` : `give ${role.id} ${personId ?? postId}`;
}

/**
 * Keeps the change until a second person agrees, and gives the proposal's id. While the sealed code is open for the
 * person who asks it is carried out at once, kept as such, and gives null.
 */
export async function proposeGrant(context: CommandContext<AccessTables>, asked: Asked): Promise<string | null> {
  const { change, role, personId, postId } = asked;
  const proposer = context.person().personId;
  const glass = await standInGlass(context, proposer);
  const id = context.newId();
  const now = context.now.toString();
  const expiresAt = await proposalExpires(context);
  const made = await context.db
    .insertInto('access.grant_proposal')
    .values({
      id,
      subject: subjectOf(asked),
      kind: change.kind,
      role_id: role.id,
      role_revision: role.revision,
      person_id: personId,
      post_id: postId,
      change: JSON.stringify(change),
      changes: JSON.stringify(asked.changes),
      reason: asked.reason ?? '',
      proposed_at: now,
      proposed_by: proposer,
      expires_at: expiresAt.toString(),
      decided_at: glass ? now : null,
      decided_by: glass ? proposer : null,
      outcome: glass ? 'carriedOut' : null,
      note: null,
      glass_id: glass?.id ?? null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (made.numInsertedOrUpdatedRows !== 1n) throw refuse(alreadyProposed);
  if (glass) {
    await carryOutGrant(context, role, change, { personId: proposer, approvedBy: null, glassId: glass.id });
  } else {
    await context.schedule(grantProposalExpires, { key: id, at: expiresAt, input: { proposalId: id } });
  }
  context.about('grantProposal', id);
  context.about('role', role.id);
  if (personId) context.about('person', personId);
  context.emit(grantProposalChanged, {
    proposalId: id,
    kind: change.kind,
    roleId: role.id,
    personId,
    postId,
    proposedBy: proposer,
    what: glass ? 'carriedOut' : 'proposed',
    by: glass ? proposer : null,
    alone: glass !== undefined,
  });
  return glass ? null : id;
}
