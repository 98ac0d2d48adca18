import crypto from 'node:crypto';

/** argon2id, as OWASP's password storage cheat sheet names it at least: 19 MiB, two passes, one lane. */
const present = { memory: 19_456, passes: 2, parallelism: 1 } as const;
const tagLength = 32;

type Parameters = { readonly memory: number; readonly passes: number; readonly parallelism: number };

function derive(password: string, nonce: Buffer, parameters: Parameters): Promise<Buffer> {
  const message = Buffer.from(password.normalize('NFC'), 'utf8');
  return new Promise((resolve, reject) =>
    crypto.argon2('argon2id', { message, nonce, tagLength, ...parameters }, (error, tag) =>
      error ? reject(error) : resolve(tag),
    ),
  );
}

const base64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');

/** Hashes a password; gives the PHC string with algorithm, parameters and salt. Takes some tens of milliseconds beside the event loop. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = crypto.randomBytes(16);
  const tag = await derive(password, nonce, present);
  return `$argon2id$v=19$m=${present.memory},t=${present.passes},p=${present.parallelism}$${base64(nonce)}$${base64(tag)}`;
}

function parse(text: string): { parameters: Parameters; nonce: Buffer; tag: Buffer } {
  const found = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/.exec(text);
  if (!found) throw new Error('a stored password hash is of an unknown form');
  const [, memory, passes, parallelism, nonce = '', tag = ''] = found;
  return {
    parameters: { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) },
    nonce: Buffer.from(nonce, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  };
}

/** Nobody's hash: what an unknown account is compared with, so that it takes as long as a known one. */
const nobodys = `$argon2id$v=19$m=${present.memory},t=${present.passes},p=${present.parallelism}$${base64(crypto.randomBytes(16))}$${base64(crypto.randomBytes(tagLength))}`;

/** Whether the password is the one that was hashed. Without a stored hash the same work is done, and the answer is no. */
export async function isPassword(password: string, stored: string | undefined): Promise<boolean> {
  const { parameters, nonce, tag } = parse(stored ?? nobodys);
  const same = crypto.timingSafeEqual(await derive(password, nonce, parameters), tag);
  return same && stored !== undefined;
}

/** Whether the stored hash was made with other parameters than those of today. */
export function isOutdated(stored: string): boolean {
  const { memory, passes, parallelism } = parse(stored).parameters;
  return memory !== present.memory || passes !== present.passes || parallelism !== present.parallelism;
}
