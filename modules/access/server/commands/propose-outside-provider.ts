import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { refuseStale } from '../../contract/by-two.ts';
import { outsideProviderChanged } from '../../contract/events.ts';
import { outsideFailures as failures } from '../../contract/outside-failures.ts';
import * as contract from '../../contract/outside-providers.ts';
import type { OutsideSetup } from '../../contract/outside-shapes.ts';
import type { AccessTables, OutsideProposalTable } from '../access-tables.ts';
import { actingPerson } from '../acting-person.ts';
import { standInGlass } from '../grants/open-glass.ts';
import { proposalExpires } from '../grants/proposal-expires.ts';
import { carryOutProvider } from '../outside/carry-out-provider.ts';
import { peopleFilter } from '../outside/ldap-entry.ts';
import { outsideProposalExpires } from '../outside/outside-proposal-expires.ts';
import { returnAddress } from '../outside/return-address.ts';
import { sealText } from '../outside/sealed-text.ts';

/** Where a provider leads and as whom: a secret is for this place only, and never sent to another. */
function placeOf({ kind, options }: { readonly kind: string; readonly options: unknown }): string {
  const of = options as Record<string, unknown>;
  const names = ['issuer', 'clientId', 'corpId', 'apiUrl', 'oldApiUrl', 'host', 'port', 'security', 'bindDn', 'ca'];
  return JSON.stringify([kind, ...names.map((name) => of[name] ?? null)]);
}

function refuseFilter(setup: OutsideSetup): void {
  if (setup.kind !== 'ldap') return;
  try {
    peopleFilter(setup.options);
  } catch {
    throw refuse(failures.providerFilterWrong);
  }
}

export const proposeOutsideProvider = handle<AccessTables>()(
  contract.proposeOutsideProvider,
  async (context, { providerId = context.newId(), revision, setup, reason }) => {
    const proposer = actingPerson(context);
    if (proposer !== null) await refuseStale(context);
    if (setup.kind !== 'ldap') returnAddress(context);
    refuseFilter(setup);
    const standing = await context.db
      .selectFrom('access.outside_provider')
      .select(['kind', 'options', 'secret', 'revision'])
      .where('id', '=', providerId)
      .forUpdate()
      .executeTakeFirst();
    if ((standing?.revision ?? 0) !== revision || (standing && standing.kind !== setup.kind))
      throw refuse(failures.providerChanged);
    const kept = standing?.secret && placeOf(standing) === placeOf(setup);
    if (setup.secret === undefined && !kept) throw refuse(failures.providerSecretMissing);
    const sealed = setup.secret === undefined ? null : await sealText(context, providerId, setup.secret);
    const glass = proposer === null ? undefined : await standInGlass(context, proposer);
    const alone = proposer === null || glass !== undefined;
    const now = context.now.toString();
    const expiresAt = await proposalExpires(context);
    const proposal: OutsideProposalTable = {
      id: context.newId(),
      provider_id: providerId,
      revision,
      kind: setup.kind,
      name: setup.name,
      options: setup.options,
      secret: sealed === null ? null : JSON.parse(sealed),
      reason: reason ?? '',
      proposed_at: now,
      proposed_by: proposer,
      expires_at: expiresAt.toString(),
      decided_at: alone ? now : null,
      decided_by: alone ? proposer : null,
      outcome: alone ? 'carriedOut' : null,
      glass_id: glass?.id ?? null,
    };
    const made = await context.db
      .insertInto('access.outside_proposal')
      .values({ ...proposal, options: JSON.stringify(setup.options), secret: sealed })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (made.numInsertedOrUpdatedRows !== 1n) throw refuse(failures.providerChanged);
    const { id: proposalId } = proposal;
    if (alone) await carryOutProvider(context, proposal, { approvedBy: null, glassId: glass?.id ?? null });
    else await context.schedule(outsideProposalExpires, { key: proposalId, at: expiresAt, input: { proposalId } });
    context.about('outsideProvider', providerId);
    context.emit(outsideProviderChanged, {
      providerId,
      what: alone ? 'carriedOut' : 'proposed',
      proposedBy: proposer,
      by: alone ? proposer : null,
    });
    return { providerId, proposalId: alone ? null : proposalId };
  },
);
