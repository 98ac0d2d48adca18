import type { TestClient } from '#kernel/testing/test-program.ts';
import { askForKey, decideApplication, decideKey, fetchKey, proposeApplication } from './contract/applications.ts';
import type { Definition } from './contract/definition.ts';

/** Something that may nothing, to begin with. */
export const aDefinition: Definition = {
  name: '人事系统',
  purpose: '人员同步',
  permissions: [],
  networks: [],
  perMinute: 6_000,
  kinds: [],
  webhook: null,
  scimDepartmentId: null,
};

/** An application that one proposed and the other agreed to; gives its id. */
export async function anApplication(
  proposer: TestClient,
  agreer: TestClient,
  definition: Partial<Definition> = {},
): Promise<string> {
  const { applicationId, proposalId } = await proposer.call(proposeApplication, {
    revision: 0,
    definition: { ...aDefinition, ...definition },
  });
  if (proposalId !== null) await agreer.call(decideApplication, { proposalId, agree: true });
  return applicationId;
}

/** A key of it, asked for by one, agreed to by the other, and fetched. */
export async function aKey(
  asker: TestClient,
  agreer: TestClient,
  applicationId: string,
  more: { days?: number; replaces?: string; overlapHours?: number } = {},
): Promise<{ keyId: string; key: string }> {
  const { keyId } = await asker.call(askForKey, { applicationId, label: '同步', ...more });
  await agreer.call(decideKey, { keyId, agree: true });
  const { key } = await asker.call(fetchKey, { keyId });
  return { keyId, key };
}
