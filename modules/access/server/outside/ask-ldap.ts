import { InvalidCredentialsError, NoSuchObjectError } from 'ldapts';
import { ldapOptions } from '../../contract/outside-shapes.ts';
import { accountFilter, accountOf, peopleFilter, wantedAttributes } from './ldap-entry.ts';
import type { AskProvider, Found } from './outside-account.ts';
import { withLdap } from './with-ldap.ts';

/** A directory server: finds the entry of the account, and binds as it with the password. */
export const askLdap: AskProvider = async ({ options: given, secret }, question): Promise<Found> => {
  const options = ldapOptions.parse(given);
  const search = { dn: options.bindDn, password: secret };
  if (question.what !== 'password') {
    return withLdap(options, search, async (client) => {
      const wanted = { scope: 'sub' as const, filter: peopleFilter(options), sizeLimit: 1, attributes: ['1.1'] };
      try {
        await client.search(options.baseDn, wanted);
      } catch (error) {
        // More than the one that was asked for is what a directory should have.
        if ((error as { code?: unknown }).code !== 4) throw error;
      }
      return { ok: true, metadata: {} };
    });
  }
  const entries = await withLdap(options, search, async (client) => {
    const filter = accountFilter(options, question.account);
    const found = await client.search(options.baseDn, { scope: 'sub', filter, ...wantedAttributes(options) });
    return found.searchEntries;
  });
  const [entry, second] = entries;
  const account = entry && accountOf(entry, options);
  // Two of one name: nobody can tell whose password it would be.
  if (!entry || second || !account) return { ok: false, error: 'unknownOrWrong', wrong: true };
  try {
    await withLdap(options, { dn: entry.dn, password: question.password }, async () => undefined);
  } catch (error) {
    if (error instanceof InvalidCredentialsError || error instanceof NoSuchObjectError)
      return { ok: false, error: 'unknownOrWrong', wrong: true };
    throw error;
  }
  return { ok: true, account };
};
