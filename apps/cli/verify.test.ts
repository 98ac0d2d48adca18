import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { companyLink } from '#kernel/server/chain/company-link.ts';
import { instantColumn } from '#kernel/server/chain/evidence-instant.ts';
import { startTestProgram, type TestProgram } from '#kernel/testing/test-program.ts';
import { goodPassword } from '#modules/access/testing.ts';
import { aSetUpCompany } from '#modules/admin/testing.ts';
import { composition } from '#modules/index.ts';
import { cliIn } from './testing.ts';

let test: TestProgram;
let home: string;
let anchors: string;
let publicKey: string;
const cli = (...argv: string[]) => cliIn(home, argv, { GUIJU_PASSWORD: goodPassword });

/** Real activity, signed; the anchor file and the public key are kept where the database's owner can't reach. */
beforeEach(async () => {
  test = await startTestProgram(composition);
  home = mkdtempSync(join(tmpdir(), 'guiju-verify-'));
  const { account } = await aSetUpCompany(test);
  expect(await cli('sign-in', 'gusiyuan', '--url', 'http://127.0.0.1:1')).toMatchObject({ code: 1 });
  expect(await cli('sign-in', account, '--url', test.url)).toMatchObject({ code: 0 });
  const employer = JSON.stringify({ name: '云澜科技有限公司' });
  expect(await cli('call', 'directory.createEmployer', employer)).toMatchObject({ code: 0 });
  expect(await cli('call', 'directory.createEmployer', employer)).toMatchObject({ code: 1 });
  await test.settle();
  await test.program.signHead();
  const { anchorsFile, publicKeyPem } = test.program.kernel.evidenceKeys;
  anchors = join(home, 'anchors.ndjson');
  copyFileSync(anchorsFile, anchors);
  publicKey = join(home, 'public.pem');
  writeFileSync(publicKey, publicKeyPem);
});
afterEach(async () => {
  await test.stop();
  rmSync(home, { recursive: true, force: true });
});

/** Exports the chain with the tool, as an administrator would. */
async function exported(input = '{}'): Promise<string> {
  const { code, out } = await cli('call', 'kernel.exportEvidence', input);
  expect(code).toBe(0);
  const file = join(home, 'evidence.ndjson');
  writeFileSync(file, out);
  return file;
}

const verified = async (input?: string) =>
  cli('verify', await exported(input), '--anchors', anchors, '--public-key', publicKey);

/** The number and id of the link that recorded the last command of this name. */
async function linkOf(operation: string): Promise<{ number: number; id: string }> {
  const [found] = await test.sql<{ number: number; id: string }>(
    `select l.number::int as number, a.id from kernel.audit a join kernel.evidence_link l on l.content_id = a.id
     where a.operation = $1 order by l.number desc limit 1`,
    [operation],
  );
  if (!found) throw new Error(`nothing was recorded of ${operation}`);
  return found;
}

it('finds nothing wrong in what the program has recorded, whoever the keys are known from', async () => {
  const done = await verified();
  expect(done).toMatchObject({ code: 0, err: '' });
  expect(done.out).toContain('✓ 没有发现问题');
  expect(done.out).toContain('对照给出的公钥');
  const file = await exported('{"withContent":false}');
  expect((await cli('verify', file, '--anchors', anchors)).out).toMatch(
    /可读内容：0\n[\s\S]*对照锚定文件[\s\S]*✓ 没有发现问题/,
  );
  expect((await cli('verify', file, '--lang', 'en')).out).toMatch(
    /proves nothing against whoever made it[\s\S]*no problem/,
  );
});

it('names the record of which one byte was changed', async () => {
  const { number, id } = await linkOf('directory.createEmployer');
  await test.sql(
    'update kernel.evidence_content set ciphertext = set_byte(ciphertext, 50, get_byte(ciphertext, 50) # 1) where id = $1',
    [id],
  );
  const found = await verified();
  expect(found.code).toBe(1);
  expect(found.out).toContain(`✗ 第 ${number} 号记录的内容（${id}）无法解密`);
  expect(found.out).toContain('发现 1 处问题');
});

it('finds a chain whose links were all computed anew after a change, by its anchors', async () => {
  const { number } = await linkOf('access.signIn');
  const links = await test.sql<Parameters<typeof companyLink>[0]>(
    `select number::int as number, chain, content_id as "contentId", commitment_algorithm as "commitmentAlgorithm",
       commitment, previous, algorithm, ${instantColumn('at')} as at
     from kernel.evidence_link where number >= $1 order by number`,
    [number],
  );
  let previous: Uint8Array | undefined;
  for (const link of links) {
    const at = link.number === number ? '2026-03-01T00:00:00.000000Z' : link.at;
    const { hash } = companyLink({ ...link, at, previous: previous ?? link.previous });
    await test.sql('update kernel.evidence_link set at = $2, previous = $3, hash = $4 where number = $1', [
      link.number,
      at,
      previous ?? link.previous,
      hash,
    ]);
    previous = hash;
  }
  await test.sql('update kernel.evidence_head set hash = $1', [previous]);
  await test.sql('delete from kernel.evidence_signed_head');
  const found = await verified();
  expect(found.code).toBe(1);
  expect(found.out).toMatch(/✗ 链被重写过：\S+ 签名的第 \d+ 号链头与现在的链不符/);
  expect(found.out).toContain('发现 1 处问题');
});

it('finds that the end was cut off, with everything that pointed to it', async () => {
  // What the export itself leaves in the audit must not make the chain as long again as what was signed.
  const [head] = await test.sql<{ number: number }>('select number::int as number from kernel.evidence_head');
  const kept = (head?.number ?? 0) - 6;
  await test.sql('create table cut as select content_id as id from kernel.evidence_link where number > $1', [kept]);
  await test.sql('delete from kernel.evidence_link where number > $1', [kept]);
  await test.sql('delete from kernel.evidence_content where id in (select id from cut)');
  await test.sql('delete from kernel.audit where id in (select id from cut)');
  await test.sql('delete from kernel.evidence_signed_head where number > $1', [kept]);
  await test.sql(
    `update kernel.evidence_head h set number = l.number, hash = l.hash
     from kernel.evidence_link l where l.number = $1`,
    [kept],
  );
  const found = await verified();
  expect(found.code).toBe(1);
  expect(found.out).toContain(`已签名到第 ${head?.number} 号，而链只到第`);
});

it('finds rows of the audit table that were changed, taken out or put in, also when nothing is shown of the content', async () => {
  const changed = await linkOf('directory.createEmployer');
  const gone = await linkOf('access.signIn');
  const forged = '01900000-0000-7000-8000-000000000001';
  await test.sql(`update kernel.audit set actor_id = 'nobody', at = at - interval '1 day' where id = $1`, [changed.id]);
  await test.sql('delete from kernel.audit where id = $1', [gone.id]);
  await test.sql(
    `insert into kernel.audit select (jsonb_populate_record(a, jsonb_build_object('id', $1::text))).* from kernel.audit a
     where id = $2`,
    [forged, changed.id],
  );
  for (const input of ['{}', '{"withContent":false}']) {
    const found = await verified(input);
    expect(found.code).toBe(1);
    expect(found.out).toContain(`（${changed.id}）被改动过：actorId, at 与链上第 ${changed.number} 号记录不符`);
    expect(found.out).toContain(`缺少一行（${gone.id}），链上第 ${gone.number} 号记录了它`);
    expect(found.out).toContain(`有一行（${forged}）在链上没有记录`);
    expect(found.out).toContain('发现 3 处问题');
  }
});
