import { createCipheriv, createECDH, createPrivateKey, hkdfSync, randomBytes, sign } from 'node:crypto';

const curve = 'prime256v1';

/** What of an encryption is chosen at random; the example of RFC 8291 hands in its own. */
export interface Chosen {
  readonly privateKey: Buffer;
  readonly salt: Buffer;
}

/**
 * Encrypts a message for one browser (RFC 8291, content coding aes128gcm of RFC 8188, one record): only that browser can
 * read it, not the push service. `p256dh` and `auth` are the browser's keys, base64url. At most 3,993 bytes.
 */
export function encryptPush(
  plain: Uint8Array,
  browser: { readonly p256dh: string; readonly auth: string },
  chosen?: Chosen,
): Buffer {
  const receiver = Buffer.from(browser.p256dh, 'base64url');
  const ours = createECDH(curve);
  if (chosen) ours.setPrivateKey(chosen.privateKey);
  else ours.generateKeys();
  const sender = ours.getPublicKey();
  const salt = chosen?.salt ?? randomBytes(16);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), receiver, sender]);
  const secret = hkdf(Buffer.from(browser.auth, 'base64url'), ours.computeSecret(receiver), info, 32);
  const key = hkdf(salt, secret, 'Content-Encoding: aes128gcm\0', 16);
  const nonce = hkdf(salt, secret, 'Content-Encoding: nonce\0', 12);
  const cipher = createCipheriv('aes-128-gcm', key, nonce);
  // 2: the last record.
  const record = Buffer.concat([
    cipher.update(plain),
    cipher.update(Buffer.from([2])),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
  const head = Buffer.alloc(5);
  head.writeUInt32BE(4_096);
  head.writeUInt8(sender.length, 4);
  return Buffer.concat([salt, head, sender, record]);
}

const hkdf = (salt: Buffer, secret: Buffer, info: string | Buffer, length: number): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, salt, info, length));

/** The key pair by which push services know this company (RFC 8292), base64url: the private scalar and the public point. */
export function newPushKeys(): { readonly publicKey: string; readonly privateKey: string } {
  const pair = createECDH(curve);
  pair.generateKeys();
  const privateKey = Buffer.concat([Buffer.alloc(32), pair.getPrivateKey()]).subarray(-32);
  return { publicKey: pair.getPublicKey().toString('base64url'), privateKey: privateKey.toString('base64url') };
}

/** The `Authorization` header of a request to a push service. `expires`: seconds since 1970, at most a day ahead. */
export function pushAuthorization(
  keys: { readonly publicKey: string; readonly privateKey: string },
  to: { readonly endpoint: string; readonly contact: string; readonly expires: number },
): string {
  const point = Buffer.from(keys.publicKey, 'base64url');
  const key = createPrivateKey({
    format: 'jwk',
    key: {
      kty: 'EC',
      crv: 'P-256',
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
      d: keys.privateKey,
    },
  });
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { aud: new URL(to.endpoint).origin, exp: to.expires, sub: `mailto:${to.contact}` };
  const signed = `${part({ typ: 'JWT', alg: 'ES256' })}.${part(claims)}`;
  const signature = sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' });
  return `vapid t=${signed}.${signature.toString('base64url')}, k=${keys.publicKey}`;
}
