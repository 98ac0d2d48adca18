import { buildEndSessionUrl } from 'openid-client';
import type { QueryContext } from '#kernel/server/context.ts';
import type { OidcOptions } from '../../contract/outside-shapes.ts';
import type { AccessTables } from '../access-tables.ts';
import { knownOidc } from './ask-oidc.ts';

/** Where the session at the OpenID provider ends that this one began with; undefined where the company leaves it be. */
export async function signOutThere(
  { db, publicUrl }: Pick<QueryContext<AccessTables>, 'db' | 'publicUrl'>,
  sessionId: string,
): Promise<string | undefined> {
  const provider = await db
    .selectFrom('access.sign_in as s')
    .innerJoin('access.outside_provider as p', 'p.id', 's.provider_id')
    .select(['p.options', 'p.metadata'])
    .where('s.id', '=', sessionId)
    .where('p.kind', '=', 'oidc')
    .where('p.active', '=', true)
    .executeTakeFirst();
  const options = provider?.options as OidcOptions | undefined;
  const { end_session_endpoint: end } = (provider?.metadata ?? {}) as { end_session_endpoint?: unknown };
  if (!provider || !options?.signOutToo || typeof end !== 'string') return undefined;
  return buildEndSessionUrl(knownOidc(options, provider.metadata), {
    ...(publicUrl === undefined ? {} : { post_logout_redirect_uri: `${publicUrl}/sign-in` }),
  }).href;
}
