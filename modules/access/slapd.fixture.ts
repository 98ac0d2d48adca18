import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const program = '/usr/sbin/slapd';

/** Why the tests with a directory server can't run on this machine; undefined: they can. Installs it where it may. */
export function lackOfSlapd(): string | undefined {
  if (!existsSync(program) && process.getuid?.() === 0) {
    try {
      execFileSync('apt-get', ['install', '-y', '--no-install-recommends', 'slapd', 'ldap-utils'], {
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
        stdio: 'ignore',
        timeout: 120_000,
      });
    } catch {
      // Said below.
    }
  }
  return existsSync(program) ? undefined : 'needs OpenLDAP’s server: apt-get install slapd';
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const reachable = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });

/** A directory server of its own on loopback, with these entries (LDIF), a certificate for `localhost`, and a root account. */
export async function startSlapd(entries: string) {
  const folder = mkdtempSync(join(tmpdir(), 'guiju-slapd-'));
  const at = (name: string) => join(folder, name);
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-days',
      '2',
      '-subj',
      '/CN=localhost',
      '-addext',
      'subjectAltName=DNS:localhost',
    ].concat(['-keyout', at('key.pem'), '-out', at('cert.pem')]),
    { stdio: 'ignore' },
  );
  execFileSync('mkdir', ['-p', at('db')]);
  writeFileSync(
    at('slapd.conf'),
    `include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
modulepath /usr/lib/ldap
moduleload back_mdb
pidfile ${at('pid')}
TLSCertificateFile ${at('cert.pem')}
TLSCertificateKeyFile ${at('key.pem')}
sizelimit size.soft=5 size.hard=5 size.prtotal=unlimited
database mdb
suffix "dc=ylan,dc=example"
rootdn "cn=admin,dc=ylan,dc=example"
rootpw searching-here
directory ${at('db')}
limits dn.exact="cn=reader,dc=ylan,dc=example" size.soft=5 size.hard=5 size.prtotal=unlimited
access to attrs=userPassword by anonymous auth by * none
access to * by * read
`,
  );
  writeFileSync(at('entries.ldif'), entries);
  execFileSync('/usr/sbin/slapadd', ['-f', at('slapd.conf'), '-l', at('entries.ldif')], { stdio: 'ignore' });
  const [port, tlsPort] = [await freePort(), await freePort()];
  const server = spawn(
    program,
    ['-f', at('slapd.conf'), '-h', `ldap://127.0.0.1:${port} ldaps://127.0.0.1:${tlsPort}`, '-d', '0'],
    {
      stdio: 'ignore',
    },
  );
  while (!(await reachable(port)) || !(await reachable(tlsPort))) {
    if (server.exitCode !== null) throw new Error(`slapd ended with ${server.exitCode}`);
  }
  return {
    port,
    tlsPort,
    ca: readFileSync(at('cert.pem'), 'utf8'),
    stop: async () => {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
