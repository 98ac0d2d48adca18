import { createPublicKey } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { cipherAlgorithm, hashAlgorithm, signatureAlgorithm, UnknownAlgorithm } from './algorithms.ts';

describe('algorithms', () => {
  test.each([
    // FIPS 180-4 and GB/T 32905-2016, the examples with the message "abc".
    ['sha-256', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    ['sm3', '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0'],
  ])('%s gives the hash of its standard', (id, expected) => {
    const algorithm = hashAlgorithm(id);
    expect(algorithm.digest('a', Buffer.from('bc')).toString('hex')).toBe(expected);
    const running = algorithm.start();
    running.update('ab');
    running.update('c');
    expect(running.digest().toString('hex')).toBe(expected);
    expect(algorithm.length).toBe(32);
  });

  test('sm4-gcm opens the example of RFC 8998, appendix A.1', () => {
    const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');
    const plain = cipherAlgorithm('sm4-gcm').open(
      hex('0123456789ABCDEFFEDCBA9876543210'),
      {
        nonce: hex('00001234567800000000ABCD'),
        ciphertext: hex(
          '17F399F08C67D5EE19D0DC9969C4BB7D 5FD46FD3756489069157B282BB200735 D82710CA5C22F0CCFA7CBF93D496AC15' +
            'A56834CBCF98C397B4024A2691233B8D 83DE3541E4C2B58177E065A9BF7B62EC',
        ),
      },
      hex('FEEDFACEDEADBEEFFEEDFACEDEADBEEFABADDAD2'),
    );
    expect(plain.toString('hex')).toBe(
      ['aa', 'bb', 'cc', 'dd', 'ee', 'ff', 'ee', 'aa'].map((b) => b.repeat(8)).join(''),
    );
  });

  test.each(['aes-256-gcm', 'sm4-gcm'])('%s opens what it sealed, and nothing that was changed', (id) => {
    const cipher = cipherAlgorithm(id);
    const key = Buffer.alloc(cipher.keyLength, 7);
    const sealed = cipher.seal(key, Buffer.from('请假三天'), 'row 1');
    expect(cipher.open(key, sealed, 'row 1').toString()).toBe('请假三天');
    expect(cipher.seal(key, Buffer.from('请假三天'), 'row 1').nonce).not.toEqual(sealed.nonce);
    const changed = Buffer.from(sealed.ciphertext);
    changed.writeUInt8(changed.readUInt8(0) ^ 1, 0);
    expect(() => cipher.open(key, { ...sealed, ciphertext: changed }, 'row 1')).toThrow();
    expect(() => cipher.open(key, sealed, 'row 2')).toThrow();
    expect(() => cipher.open(Buffer.alloc(cipher.keyLength, 8), sealed, 'row 1')).toThrow();
    expect(() => cipher.open(key, { ...sealed, ciphertext: Buffer.alloc(3) }, 'row 1')).toThrow();
  });

  test('ed25519 tells a valid signature from any other', () => {
    const { generate, sign, verify } = signatureAlgorithm('ed25519');
    const key = generate();
    const other = generate();
    const spki = (of: typeof key) => createPublicKey(of).export({ format: 'der', type: 'spki' });
    const signature = sign(key, 'head');
    expect(verify(spki(key), 'head', signature)).toBe(true);
    expect(verify(spki(key), 'heads', signature)).toBe(false);
    expect(verify(spki(other), 'head', signature)).toBe(false);
    expect(verify(Buffer.from('no key'), 'head', signature)).toBe(false);
    expect(verify(spki(key), 'head', Buffer.alloc(64))).toBe(false);
  });

  test('an unknown id is an error of its own, also one that every object has', () => {
    for (const id of ['md5', 'constructor', '__proto__']) {
      expect(() => hashAlgorithm(id)).toThrow(UnknownAlgorithm);
      expect(() => cipherAlgorithm(id)).toThrow(UnknownAlgorithm);
      expect(() => signatureAlgorithm(id)).toThrow(UnknownAlgorithm);
    }
  });
});
