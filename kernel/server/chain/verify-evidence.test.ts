import { createPublicKey, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashAlgorithm, signatureAlgorithm } from './algorithms.ts';
import { canonicalJson } from './canonical-json.ts';
import { commitmentOf } from './commitment-of.ts';
import { companyLink } from './company-link.ts';
import { type SignedHeadLine, signedHeadText } from './evidence-lines.ts';
import { evidenceProblemInWords, evidenceProblems } from './evidence-problems.ts';
import { firstHash, nextLink } from './next-link.ts';
import { verifyEvidence } from './verify-evidence.ts';
import { verifyFile } from './verify-file.ts';

const at = '2027-03-01T08:00:00.000000Z';
const key = signatureAlgorithm('ed25519').generate();
const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).toString('base64');

type Line = Record<string, unknown>;

/** An export as a company's server writes it: six links, signed at the third and the last; one is erased. */
function exportLines(): Line[] {
  let previous = firstHash('company');
  const links = Array.from({ length: 6 }, (_, index) => {
    const erasure = index === 4;
    const envelope = {
      id: `record-${index + 1}`,
      chain: 'approval:1',
      kind: erasure ? 'evidence.keysDestroyed' : 'approvals.decided',
      at,
      subjectPersonId: null,
      record: erasure ? { keyIds: ['key-2'] } : { opinion: '同意\u2028\ufffd', days: index / 3 },
    };
    const salt = randomBytes(32);
    const facts = {
      number: index + 1,
      chain: envelope.chain,
      contentId: envelope.id,
      commitmentAlgorithm: 'sha-256',
      algorithm: 'sha-256',
      at,
    };
    const commitment = commitmentOf('sha-256', salt, canonicalJson(envelope));
    const link = companyLink({ ...facts, commitment, previous });
    previous = link.hash;
    return {
      type: 'link',
      ...facts,
      commitment: commitment.toString('hex'),
      previous: link.previous.toString('hex'),
      hash: link.hash.toString('hex'),
      content:
        index === 1 ? { state: 'erased', keyId: 'key-2' } : { state: 'readable', salt: salt.toString('hex'), envelope },
    };
  });
  const heads = links.filter((link) => link.number % 3 === 0).map((link) => signedHead(link.number, link.hash));
  const header = {
    type: 'evidence',
    version: 1,
    at,
    head: { number: 6, hash: previous.toString('hex') },
    pending: 0,
    digestAlgorithm: 'sha-256',
  };
  return [header, ...heads, ...links];
}

function signedHead(number: number, hash: string): SignedHeadLine {
  const head = { number, hash, at, algorithm: 'ed25519', publicKey };
  const signature = signatureAlgorithm('ed25519').sign(key, signedHeadText(head)).toString('base64');
  return { type: 'signed-head', ...head, signature };
}

/** The text of the lines with a fitting last line, as whoever forges an export would write it too. */
function sealed(lines: readonly Line[]): string {
  const text = lines.map((line) => `${canonicalJson(line)}\n`).join('');
  const digest = hashAlgorithm('sha-256').digest(text).toString('hex');
  return `${text}${canonicalJson({ type: 'end', lines: lines.length, digest })}\n`;
}

const original = exportLines();
const check = (lines: readonly Line[], options?: Parameters<typeof verifyEvidence>[1]) =>
  verifyEvidence(sealed(lines).trimEnd().split('\n'), { publicKeys: [publicKey], ...options });
const anchors = original.filter((line) => line.type === 'signed-head').map((line) => canonicalJson(line));

/** The lines, with one link changed. */
function changed(number: number, change: (link: Line) => Line): Line[] {
  return original.map((line) => (line.type === 'link' && line.number === number ? change(line) : line));
}

describe('verifying an export', () => {
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'gj-verify-'));
  });
  afterAll(() => rm(directory, { recursive: true }));

  test('finds nothing in a sound one', async () => {
    expect(await check(original)).toMatchObject({
      ok: true,
      links: 6,
      readable: 5,
      erased: 1,
      signedHeads: 2,
      signedThrough: 6,
      unsignedTail: 0,
      problems: [],
    });
  });

  test('finds any change of one byte, anywhere in the file', async () => {
    const bytes = Buffer.from(sealed(original));
    const file = join(directory, 'changed.ndjson');
    await writeFile(file, bytes);
    expect(await verifyFile(file)).toMatchObject({ ok: true });
    // The very last byte is a line feed: files may lack it, and any other byte there is a change.
    const anyByte = fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }));
    await fc.assert(
      fc.asyncProperty(anyByte, async ([position, mask]) => {
        const other = Buffer.from(bytes);
        other.writeUInt8(other.readUInt8(position) ^ mask, position);
        await writeFile(file, other);
        expect(await verifyFile(file)).toMatchObject({ ok: false });
      }),
      { numRuns: 400, examples: [[[bytes.length - 1, 0x80]], [[bytes.indexOf('\ufffd'), 0xef ^ 0xf0]], [[0, 1]]] },
    );
  });

  test('finds any change of one byte in a link even where the digest of the file was made anew', async () => {
    const linkLines = original.filter((line) => line.type === 'link').map((line) => canonicalJson(line));
    const anyByte = fc.tuple(fc.nat(linkLines.length - 1), fc.nat(), fc.integer({ min: 1, max: 127 }));
    await fc.assert(
      fc.asyncProperty(anyByte, async ([index, anywhere, mask]) => {
        const line = Buffer.from(linkLines[index] ?? '');
        const position = anywhere % line.length;
        line.writeUInt8(line.readUInt8(position) ^ mask, position);
        const lines = [
          ...original.filter((each) => each.type !== 'link').map((each) => canonicalJson(each)),
          ...linkLines,
        ];
        const parts = lines.map((text) => Buffer.from(text));
        parts[lines.length - linkLines.length + index] = line;
        const body = Buffer.concat(parts.flatMap((part) => [part, Buffer.from('\n')]));
        const digest = hashAlgorithm('sha-256').digest(body).toString('hex');
        parts.push(Buffer.from(canonicalJson({ type: 'end', lines: lines.length, digest })));
        expect(await verifyEvidence(parts, { publicKeys: [publicKey] })).toMatchObject({ ok: false });
      }),
      { numRuns: 400 },
    );
  });

  test('takes bytes that are not UTF-8 for unreadable, even where they would decode to the same text', async () => {
    const lines = sealed(original)
      .trimEnd()
      .split('\n')
      .slice(0, -1)
      .map((text) => Buffer.from(text));
    const line = lines[3] ?? Buffer.of();
    // F0 BF BD is the beginning of a character that never comes: lenient decoders read it as U+FFFD.
    line.writeUInt8(0xf0, line.indexOf('\ufffd'));
    expect(line.toString()).toContain('\ufffd');
    const digest = hashAlgorithm('sha-256')
      .digest(...lines.flatMap((each) => [each, '\n']))
      .toString('hex');
    lines.push(Buffer.from(canonicalJson({ type: 'end', lines: lines.length, digest })));
    const report = await verifyEvidence(lines, { publicKeys: [publicKey] });
    expect(report.problems[0]).toEqual({ code: 'line-unreadable', facts: { line: 4 } });
  });

  test('finds any two lines exchanged', async () => {
    const places = fc.uniqueArray(fc.nat(original.length - 1), { minLength: 2, maxLength: 2 });
    await fc.assert(
      fc.asyncProperty(places, async ([one = 0, two = 0]) => {
        const lines = [...original];
        [lines[one], lines[two]] = [original[two] ?? {}, original[one] ?? {}];
        const heads = [one, two].every((place) => original[place]?.type === 'signed-head');
        expect(await check(lines)).toMatchObject({ ok: heads });
      }),
    );
  });

  test('finds any link left out', async () => {
    for (let number = 1; number <= 6; number += 1) {
      const report = await check(original.filter((line) => !(line.type === 'link' && line.number === number)));
      const expected =
        number === 6 ? { code: 'tail-missing' } : { code: 'link-missing', facts: { from: number, to: number } };
      expect(report.problems[0]).toMatchObject(expected);
    }
  });

  test.each<[string, Line[], unknown]>([
    [
      'content changed',
      changed(3, (link) => {
        const content = structuredClone(link.content) as { envelope: { record: Line } };
        content.envelope.record.opinion = '不同意';
        return { ...link, content };
      }),
      [{ code: 'content-changed', facts: { number: 3, contentId: 'record-3' } }],
    ],
    [
      'link changed',
      changed(3, (link) => ({ ...link, at: `${at} ` })),
      [{ code: 'link-changed', facts: { number: 3 } }],
    ],
    [
      'link replaced by one with a fitting hash',
      changed(4, (link) => {
        const commitment = Buffer.alloc(32);
        const { hash } = nextLink(Buffer.from(String(link.previous), 'hex'), commitment, 4, {
          at,
          chain: 'approval:1',
          commitmentAlgorithm: 'sha-256',
          contentId: 'record-4',
        });
        return {
          ...link,
          commitment: commitment.toString('hex'),
          hash: hash.toString('hex'),
          content: { state: 'withheld' },
        };
      }),
      [{ code: 'link-not-joined', facts: { number: 5 } }],
    ],
    [
      'content passed off as part of another chain',
      (() => {
        const last = original.at(-1) ?? {};
        const facts = { at, chain: 'approval:2', commitmentAlgorithm: 'sha-256', contentId: 'record-6' };
        const [previous, commitment] = [last.previous, last.commitment].map((hex) => Buffer.from(String(hex), 'hex'));
        const hash = nextLink(previous ?? Buffer.of(), commitment ?? Buffer.of(), 6, facts).hash.toString('hex');
        return [
          { ...original[0], head: { number: 6, hash } },
          ...original.slice(3, -1),
          { ...last, chain: 'approval:2', hash },
        ];
      })(),
      [{ code: 'content-changed', facts: { number: 6, contentId: 'record-6' } }],
    ],
    [
      'link repeated',
      original.flatMap((line) => (line.number === 2 ? [line, line] : [line])),
      [{ code: 'link-out-of-order', facts: { number: 2, after: 2 } }],
    ],
    [
      'unknown algorithm of a link',
      changed(3, (link) => ({ ...link, algorithm: 'md5' })),
      [{ code: 'algorithm-unknown', facts: { number: 3, algorithm: 'md5' } }],
    ],
    [
      'erasure that the chain does not know of',
      changed(2, (link) => ({ ...link, content: { state: 'erased', keyId: 'key-9' } })),
      [{ code: 'erased-without-record', facts: { keyId: 'key-9', count: 1, number: 2 } }],
    ],
    [
      'wrong signature',
      original.map((line) => (line.type === 'signed-head' && line.number === 3 ? { ...line, at: '2020' } : line)),
      [{ code: 'signature-wrong', facts: { number: 3, at: '2020' } }],
    ],
    [
      'unknown algorithm of a signature',
      original.map((line) => (line.type === 'signed-head' && line.number === 3 ? { ...line, algorithm: 'rsa' } : line)),
      [{ code: 'algorithm-unknown', facts: { number: 3, algorithm: 'rsa' } }],
    ],
  ])('tells what is wrong: %s', async (_, lines, problems) => {
    expect((await check(lines)).problems).toEqual(problems);
  });

  test('holds signatures against the keys that were given, else those of the anchors', async () => {
    const stranger = createPublicKey(signatureAlgorithm('ed25519').generate());
    const pem = stranger.export({ format: 'pem', type: 'spki' }).toString();
    const report = await check(original, { publicKeys: [pem] });
    expect(report.problems.map(({ code }) => code)).toEqual(['key-not-trusted', 'key-not-trusted']);
    expect(report).toMatchObject({ signedThrough: 0, unsignedTail: 6 });
    expect(await check(original, { publicKeys: undefined, anchors })).toMatchObject({ ok: true, trust: 'anchors' });
    expect(await check(original, { publicKeys: undefined, anchors: [] })).toMatchObject({ ok: false });
  });

  test('an anchor counts even where the export has lost its signatures', async () => {
    const bare = original.filter((line) => line.type !== 'signed-head');
    expect(await check(bare)).toMatchObject({ ok: true, signedThrough: 0 });
    expect(await check(bare, { anchors })).toMatchObject({ ok: true, signedThrough: 6 });
    const other = canonicalJson(signedHead(5, 'ab'.repeat(32)));
    expect((await check(bare, { anchors: [other] })).problems).toEqual([
      { code: 'chain-rewritten', facts: { number: 5, at } },
    ]);
  });

  test('survives files that are no export at all', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(fc.string(), fc.json(), fc.uint8Array())), async (lines) => {
        const report = await verifyEvidence(lines);
        expect(report.ok).toBe(false);
      }),
    );
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    expect((await verifyEvidence([deep])).problems.map(({ code }) => code)).toEqual([
      'format-unknown',
      'line-unreadable',
      'export-cut-off',
    ]);
  });

  test('lists a bounded number of problems and counts all', async () => {
    const report = await verifyEvidence(Array.from({ length: 3000 }, () => 'x'));
    expect(report.problems).toHaveLength(1000);
    expect(report.problemCount).toBe(3002);
  });
});

describe('chains of their own', () => {
  test('begin differently by name, and cover number, link before, commitment and facts', () => {
    expect(firstHash('approval:1')).not.toEqual(firstHash('approval:2'));
    const commitment = Buffer.alloc(32, 1);
    const link = nextLink(firstHash('approval:1'), commitment, 1, { step: 1 });
    expect(nextLink(firstHash('approval:1'), commitment, 1, { step: 1 })).toEqual(link);
    const others = [
      nextLink(firstHash('approval:2'), commitment, 1, { step: 1 }),
      nextLink(firstHash('approval:1'), Buffer.alloc(32, 2), 1, { step: 1 }),
      nextLink(firstHash('approval:1'), commitment, 2, { step: 1 }),
      nextLink(firstHash('approval:1'), commitment, 1, { step: 2 }),
      nextLink(firstHash('approval:1'), commitment, 1, { step: 1 }, 'sm3'),
    ];
    for (const other of others) expect(other.hash).not.toEqual(link.hash);
    expect(() => nextLink(link.hash, commitment, 0)).toThrow(RangeError);
  });
});

test('every problem has words in both languages, with the same placeholders', () => {
  for (const words of Object.values(evidenceProblems)) {
    const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
    expect(words.zh).toMatch(/\p{Script=Han}/u);
    expect(placeholders(words.zh)).toEqual(placeholders(words.en));
  }
  const problem = { code: 'link-missing', facts: { from: 4, to: 6 } } as const;
  expect(evidenceProblemInWords(problem, 'zh')).toBe('链上第 4 至 6 号记录不在其位置上。');
  expect(evidenceProblemInWords(problem, 'en')).toBe('Links 4 to 6 of the chain are not in their place.');
});
