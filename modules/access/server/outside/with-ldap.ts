import { isIP } from 'node:net';
import { type ConnectionOptions, rootCertificates } from 'node:tls';
import { Client } from 'ldapts';
import { addressOutside } from '#kernel/server/outside/send-outside.ts';
import type { LdapOptions } from '../../contract/outside-shapes.ts';

/** Why a directory server couldn't be spoken to, in a word. */
export class LdapTrouble extends Error {}

/**
 * Connects to a directory server, encrypted as its options say, works with it and hangs up. `dn`, `password`: whom to bind
 * as. Throws `LdapTrouble` where it can't be reached, and what the library throws where the server says no.
 */
export async function withLdap<R>(
  options: LdapOptions,
  as: { readonly dn: string; readonly password: string },
  work: (client: Client) => Promise<R>,
): Promise<R> {
  // RFC 4513 5.1.2: a name with an empty password binds as nobody, and succeeds.
  if (as.dn === '' || as.password === '') throw new LdapTrouble('noPassword');
  const milliseconds = options.timeoutSeconds * 1_000;
  const found = await addressOutside(options.host, options.allowed, {
    signal: AbortSignal.timeout(milliseconds),
  }).catch(() => ({ error: 'hostUnknown' }));
  if ('error' in found) throw new LdapTrouble(found.error);
  const { address } = found;
  const tls: ConnectionOptions = {
    // The name that was asked for is the one that the certificate must have, not the address behind it.
    ...(isIP(options.host) ? { host: options.host } : { servername: options.host }),
    ...(options.ca === '' ? {} : { ca: [...rootCertificates, options.ca] }),
    minVersion: 'TLSv1.2',
  };
  const client = new Client({
    url: `${options.security === 'tls' ? 'ldaps' : 'ldap'}://${isIP(address) === 6 ? `[${address}]` : address}:${options.port}`,
    timeout: milliseconds,
    connectTimeout: milliseconds,
    ...(options.security === 'tls' ? { tlsOptions: tls } : {}),
  });
  try {
    if (options.security === 'startTls') await client.startTLS(tls);
    await client.bind(as.dn, as.password);
    return await work(client);
  } finally {
    await client.unbind().catch(() => undefined);
  }
}
