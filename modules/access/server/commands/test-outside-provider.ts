import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/outside-providers.ts';
import type { AccessTables } from '../access-tables.ts';
import { lookAtProvider } from '../outside/look-at-provider.ts';
import { standingProvider } from '../outside/standing-provider.ts';

export const testOutsideProvider = handle<AccessTables>()(
  contract.testOutsideProvider,
  async (context, { providerId }) => {
    const { id } = await standingProvider(context, providerId);
    await lookAtProvider(context, id);
    context.about('outsideProvider', id);
    return {};
  },
);
