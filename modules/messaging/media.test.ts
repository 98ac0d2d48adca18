import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { zipSync } from 'fflate';
import PDFDocument from 'pdfkit';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { changeSetting, manageSettings } from '#kernel/contract/kernel-operations.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { verifyPush } from '#kernel/testing/verify-push.ts';
import { aCompany, aPerson, type Grants, testAuthority } from '#modules/directory/testing.ts';
import { copyFile, describeFiles, readFile, readThumbnail, uploadFile } from '#modules/files/contract/operations.ts';
import { modules } from '#modules/index.ts';
import { editMessage, forwardMessages, listFiles } from './contract/content.ts';
import { hearVoice, listLinks, readLinkCard, readLinkPicture } from './contract/media.ts';
import { listMessages, recallMessage } from './contract/messages.ts';
import { searchMessages } from './contract/search.ts';
import { aGroup, linkCardsFrom, post, say } from './testing.ts';
import { cacheRules } from './web/cache.ts';

let test: TestProgram;
let ann: TestClient;
let bo: TestClient;
let eve: TestClient;
let group: string;
let site: Server;
let origin: string;

const photo = await sharp({ create: { width: 600, height: 400, channels: 3, background: '#c33' } })
  .withExif({ IFD0: { Make: 'Camera' }, IFD3: { GPSLatitude: '31/1 14/1 0/1', GPSLatitudeRef: 'N' } })
  .jpeg()
  .toBuffer();

beforeAll(async () => {
  site = createServer((request, response) => {
    if (request.url === '/p.jpg') return response.end(photo);
    response
      .setHeader('content-type', 'text/html')
      .end(`<title>网站标题</title><meta property=og:image content=/p.jpg>`);
  });
  await new Promise<void>((done) => void site.listen(0, '127.0.0.1', done));
  origin = `http://pages.example:${(site.address() as AddressInfo).port}`;
  const grants: Grants = new Map();
  test = await startTestProgram(
    linkCardsFrom(
      { modules, authority: testAuthority(modules, grants), timeZone: async () => 'Asia/Shanghai' },
      '127.0.0.1',
    ),
    { startAt: '2026-06-01T02:00:00Z' },
  );
  const company = await aCompany(test);
  const newcomer = async (name: string) => test.as(await aPerson(test, company, { name }));
  [ann, bo, eve] = [await newcomer('安然'), await newcomer('薄云天'), await newcomer('伊芙')];
  grants.set(ann.personId, [{ permission: manageSettings, reach: 'company' }]);
  group = await aGroup(ann, [bo], '项目');
});
afterAll(async () => {
  site.close();
  await test?.stop();
});

const notFound = { code: 'kernel.notFound', status: 404 };
const upload = async (who: TestClient, name: string, bytes: Uint8Array) =>
  (await who.call(uploadFile, {}, { file: { name, bytes } })).fileId;
const sendFile = async (who: TestClient, name: string, bytes: Uint8Array) => {
  const fileId = await upload(who, name, bytes);
  return { fileId, ...(await post(who, group, { content: { kind: 'file', fileIds: [fileId] } })) };
};
const utf8 = (text: string) => new TextEncoder().encode(text);
const found = async (who: TestClient, text: string) => {
  await test.settle();
  return (await who.call(searchMessages, { text })).rows.map((row) => row.excerpt.text);
};
const bytesOf = (answer: unknown) => Buffer.from((answer as { bytes: Uint8Array }).bytes);
/** What browsers record begins so (EBML, doctype webm). */
const webm = Uint8Array.from([
  0x1a,
  0x45,
  0xdf,
  0xa3,
  0x87,
  0x42,
  0x82,
  0x84,
  ...utf8('webm'),
  ...new Array(200).fill(0),
]);

it('what documents say is found by who may read them, and by nobody else', async () => {
  const docx = zipSync({
    'word/document.xml': utf8(
      '<w:d xmlns:w="w"><w:p><w:r><w:t>付款节点在</w:t></w:r><w:r><w:t>竣工验收</w:t></w:r></w:p></w:d>',
    ),
  });
  const xlsx = zipSync({
    'xl/workbook.xml': utf8('<workbook/>'),
    'xl/sharedStrings.xml': utf8('<sst><si><t>滨江仓库</t></si></sst>'),
    'xl/worksheets/sheet1.xml': utf8('<s><row><c t="s"><v>0</v></c><c><v>88216</v></c></row></s>'),
  });
  const pptx = zipSync({
    'ppt/presentation.xml': utf8('<p/>'),
    'ppt/slides/slide2.xml': utf8('<p xmlns:a="a"><a:p><a:t>秋季路演</a:t></a:p></p>'),
  });
  const pdf = new PDFDocument();
  pdf.text('Quarterly turbine report');
  pdf.end();
  const parts: Buffer[] = [];
  for await (const part of pdf) parts.push(part as Buffer);
  const { seq } = await sendFile(ann, '甲.docx', docx);
  await sendFile(ann, '乙.xlsx', xlsx);
  await sendFile(ann, '丙.pptx', pptx);
  await sendFile(ann, '丁.pdf', Buffer.concat(parts));
  await sendFile(ann, '戊.csv', utf8('货号,数量\r\nKX-7781,12'));
  for (const [text, name] of [
    ['节点在竣工', '甲.docx'],
    ['滨江仓', '乙.xlsx'],
    ['88216', '乙.xlsx'],
    ['路演', '丙.pptx'],
    ['turbine', '丁.pdf'],
    ['7781', '戊.csv'],
  ] as const) {
    expect(await found(bo, text), text).toEqual([expect.stringContaining(text)]);
    expect(await found(eve, text)).toEqual([]);
    expect(await found(bo, name.slice(0, 1))).not.toEqual([]);
  }
  await ann.call(recallMessage, { conversationId: group, seq });
  expect(await found(bo, '竣工')).toEqual([]);
}, 60_000);

it('a document that harms or can’t be read costs nothing but itself', async () => {
  const bomb = zipSync({ 'word/document.xml': new Uint8Array(80_000_000) });
  await sendFile(ann, '炸弹.docx', bomb);
  await sendFile(ann, '坏.pdf', utf8('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF'));
  await sendFile(
    ann,
    '实体.docx',
    zipSync({
      'word/document.xml': utf8('<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">]><d>&a;</d>'),
    }),
  );
  await test.settle();
  expect(await test.sql('select from files.content_text where try_at is not null')).toEqual([]);
  expect(await found(bo, '炸弹')).toHaveLength(1);
}, 60_000);

it('others get a picture without the place where it was taken, also when it is passed on', async () => {
  const { fileId, seq } = await sendFile(ann, '现场.jpg', photo);
  const latitude = async (bytes: Buffer) =>
    (await sharp(bytes).metadata()).exif?.includes(Buffer.from([0, 0, 0, 31, 0, 0, 0, 1]));
  const le = (bytes: Buffer) =>
    bytes.includes(Buffer.from([31, 0, 0, 0, 1, 0, 0, 0])) || bytes.includes(Buffer.from([0, 0, 0, 31, 0, 0, 0, 1]));
  expect(le(bytesOf(await ann.call(readFile, { fileId })))).toBe(true);
  const got = bytesOf(await bo.call(readFile, { fileId }));
  expect([le(got), got.length, await latitude(got)]).toEqual([false, photo.length, false]);
  expect(await sharp(got).stats()).toEqual(await sharp(photo).stats());
  expect(got.includes('Camera')).toBe(true);
  const copy = await bo.call(copyFile, { fileId });
  expect(le(bytesOf(await bo.call(readFile, { fileId: copy.fileId })))).toBe(false);
  const { sent } = await bo.call(forwardMessages, {
    conversationId: group,
    seqs: [seq],
    how: 'each',
    toConversationIds: [group],
  });
  const at = sent[0]?.seqs[0] ?? 0;
  const { rows } = await bo.call(listMessages, { conversationId: group, around: at, limit: 1 });
  const [forwarded] = (rows[0]?.body?.fileIds ?? []) as string[];
  expect(le(bytesOf(await bo.call(readFile, { fileId: forwarded ?? '' })))).toBe(false);
  // Both sizes are for whoever may read the file.
  for (const [size, width] of [
    ['small', 320],
    ['large', 600],
  ] as const) {
    expect((await sharp(bytesOf(await bo.call(readThumbnail, { fileId, size }))).metadata()).width).toBe(width);
    await expect(eve.call(readThumbnail, { fileId, size })).rejects.toMatchObject(notFound);
  }
});

it('a voice message is a recording, and is unheard until somebody listens', async () => {
  const fake = await upload(ann, '语音.mp3', utf8('ID3\u0003'.padEnd(400, ' '))).catch((problem) => problem.code);
  expect(fake).toMatch(/^files\./);
  const text = await upload(ann, '语音.txt', utf8('x'));
  await expect(post(ann, group, { content: { kind: 'voice', fileIds: [text], seconds: 3 } })).rejects.toMatchObject({
    code: 'messaging.notVoice',
  });
  // What was refused isn't attached.
  expect((await ann.call(describeFiles, { fileIds: [text] })).rows).toMatchObject([{ may: ['remove', 'label'] }]);
  const recording = await upload(ann, '语音.weba', webm);
  await expect(
    post(ann, group, { content: { kind: 'voice', fileIds: [recording], seconds: 61 } }),
  ).rejects.toMatchObject({ status: 400 });
  const { seq } = await post(ann, group, { content: { kind: 'voice', fileIds: [recording], seconds: 7 } });
  const held = async (who: TestClient) =>
    (await who.call(listMessages, { conversationId: group, around: seq, limit: 1 })).rows[0];
  expect(await held(bo)).toMatchObject({ kind: 'voice', body: { seconds: 7 }, heard: false });
  expect((await held(ann))?.heard).toBe(undefined);
  expect(bytesOf(await bo.call(readFile, { fileId: recording }))).toEqual(Buffer.from(webm));
  await expect(eve.call(hearVoice, { conversationId: group, seq })).rejects.toMatchObject(notFound);
  await expect(bo.call(hearVoice, { conversationId: group, seq: 2 })).rejects.toMatchObject({ status: 422 });
  await verifyPush(test, bo, cacheRules, [[listMessages, { conversationId: group }]], () =>
    bo.call(hearVoice, { conversationId: group, seq }),
  );
  expect((await held(bo))?.heard).toBe(true);
  expect((await ann.call(listFiles, { conversationId: group, of: 'voices' })).rows).toMatchObject([{ seq }]);
  const pictures = await ann.call(listFiles, { conversationId: group, of: 'pictures', limit: 1 });
  expect([pictures.rows.length, pictures.next !== undefined]).toEqual([1, true]);
  expect((await ann.call(listFiles, { conversationId: group, of: 'others' })).rows.length).toBeGreaterThan(3);
  await verifyPush(test, bo, cacheRules, [[listMessages, { conversationId: group }]], () =>
    ann.call(recallMessage, { conversationId: group, seq }),
  );
});

it('links have a list, and a card only where the company wants it', async () => {
  const quiet = await say(ann, group, `看 ${origin}/a`);
  await test.settle();
  expect(await bo.call(readLinkCard, { conversationId: group, seq: quiet.seq })).toEqual({ card: null });
  expect(await test.sql('select from messaging.link_card')).toEqual([]);
  await ann.call(changeSetting, { name: 'messaging.linkCards', value: true });
  let seq = 0;
  await verifyPush(test, bo, cacheRules, [[listLinks, { conversationId: group }]], async () => {
    ({ seq } = await say(ann, group, `再看 ${origin}/b 和 ${origin}/c`));
    await test.settle();
  });
  const { card } = await bo.call(readLinkCard, { conversationId: group, seq });
  expect(card).toEqual({ url: `${origin}/b`, title: '网站标题', description: null, site: null, picture: true });
  const picture = bytesOf(await bo.call(readLinkPicture, { conversationId: group, seq }));
  expect(await sharp(picture).metadata()).toMatchObject({ format: 'webp', width: 320 });
  expect(picture.includes('Camera')).toBe(false);
  expect((await bo.call(listLinks, { conversationId: group })).rows).toMatchObject([
    { seq, number: 1, url: `${origin}/b`, title: '网站标题' },
    { seq, number: 2, url: `${origin}/c`, title: null },
    { seq: quiet.seq, number: 1, title: null },
  ]);
  for (const operation of [readLinkCard, readLinkPicture])
    await expect(eve.call(operation, { conversationId: group, seq }), operation.name).rejects.toMatchObject(notFound);
  await expect(eve.call(listLinks, { conversationId: group })).rejects.toMatchObject(notFound);

  await ann.call(editMessage, { conversationId: group, seq, text: `只剩 ${origin}/d` });
  await test.settle();
  expect((await bo.call(listLinks, { conversationId: group, limit: 1 })).rows).toMatchObject([{ url: `${origin}/d` }]);
  await verifyPush(
    test,
    bo,
    cacheRules,
    [
      [listLinks, { conversationId: group }],
      [readLinkCard, { conversationId: group, seq }],
    ],
    () => ann.call(recallMessage, { conversationId: group, seq }),
  );
  await expect(bo.call(readLinkPicture, { conversationId: group, seq })).rejects.toMatchObject(notFound);
  await test.advance({ hours: 30 });
  expect(await test.sql('select from messaging.link_card')).toEqual([]);
  await ann.call(changeSetting, { name: 'messaging.linkCardsNever', value: ['pages.example'] });
  await say(ann, group, `${origin}/e`);
  await test.settle();
  expect(await test.sql('select from messaging.link_card')).toEqual([]);
});
