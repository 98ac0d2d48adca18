import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { zipSync } from 'fflate';
import { sql } from 'kysely';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { extend } from '#kernel/contract/extension-point.ts';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { changeSetting, manageSettings } from '#kernel/contract/kernel-operations.ts';
import { moduleContract } from '#kernel/contract/module-contract.ts';
import { command, type OperationContract, query } from '#kernel/contract/operation.ts';
import { permission } from '#kernel/contract/permission.ts';
import { id } from '#kernel/contract/shapes.ts';
import { fullReach } from '#kernel/server/authority.ts';
import { receiveBlob } from '#kernel/server/blobs/receive-blob.ts';
import { handle, serverModule } from '#kernel/server/define-module.ts';
import type { Composition } from '#kernel/server/program.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { verifyPush } from '#kernel/testing/verify-push.ts';
import { fileLabels } from './contract/file-label.ts';
import { fileOwner, fileOwners } from './contract/file-owner.ts';
import {
  attachFiles,
  copyAttached,
  copyFile,
  describeFiles,
  detachFiles,
  labelFile,
  readFile,
  readThumbnail,
  readUploadLimits,
  removeUpload,
  uploadFile,
  viewFile,
} from './contract/operations.ts';
import { attachUploads } from './contract/permissions.ts';
import { copyProgramUploads, keepProgramUpload } from './contract/program-uploads.ts';
import { samples } from './files.fixture.ts';
import { filesServer } from './server/files-server.ts';
import { filesCache } from './web/cache.ts';

const EMPLOYER = '00000000-0000-7000-8000-0000000000e1';
const ANN = '00000000-0000-7000-8000-00000000000a';
const BOB = '00000000-0000-7000-8000-00000000000b';
const EVE = '00000000-0000-7000-8000-00000000000e';
const NOTE = '00000000-0000-7000-8000-0000000000f1';

/** A module above: notes that their writer and one reader see, each with files in a field that the reader may not see. */
interface Note {
  by: string;
  readerId: string;
  fileIds: string[];
  hidden: string[];
}
const notes = new Map<string, Note>();
const attaching = { name: 'sample.attach', permissions: [attachUploads] };
const ofNote = (noteId: string) => ({ module: 'sample', kind: 'note', id: noteId });
const noteInput = z.object({
  noteId: id(),
  readerId: id(),
  fileIds: z.array(id()).default([]),
  hidden: z.array(id()).default([]),
});
const saveNote = command({
  name: 'sample.saveNote',
  summary: { zh: '存便签', en: 'Save a note' },
  access: 'signedIn',
  input: noteInput,
  output: z.object({ digests: z.array(z.string()) }),
});
const readNote = query({
  name: 'sample.readNote',
  summary: { zh: '看便签', en: 'Read a note' },
  access: 'signedIn',
  input: z.object({ noteId: id() }),
  output: z.object({ fileIds: z.array(id()) }),
});
const clearNote = command({
  name: 'sample.clearNote',
  summary: { zh: '清便签', en: 'Clear a note' },
  access: 'signedIn',
  input: z.object({ noteId: id(), fileIds: z.array(id()).optional() }),
  output: z.object({ fileIds: z.array(id()) }),
});
const clearance = (name: string) =>
  permission({ name, sentence: { zh: '阅读', en: 'Read' }, reaches: ['company'], roles: {} });
const [readSecrets, readCore] = [clearance('sample.readSecrets'), clearance('sample.readCore')];
/** What these people are cleared for. */
const cleared = new Map<string, string[]>();

const sample = serverModule({
  contract: moduleContract({
    name: 'sample',
    title: { zh: '样例', en: 'Sample' },
    operations: [saveNote, readNote, clearNote],
    permissions: [readSecrets, readCore],
    extensions: [
      extend(
        fileOwners,
        fileOwner({
          module: 'sample',
          kind: 'note',
          reads: readNote,
          inputFor: (noteId) => ({ noteId }),
          shows: (answer, fileId) => answer.fileIds.includes(fileId),
        }),
      ),
      extend(fileLabels, { label: 'plain' }),
      extend(fileLabels, { label: 'secret', reads: [readSecrets, readCore] }),
      extend(fileLabels, { label: 'core', reads: [readCore], stays: true }),
    ],
  }),
  handlers: [
    handle<Record<never, never>>()(saveNote, async (context, { noteId, readerId, fileIds, hidden }) => {
      const by = context.person().personId;
      const attach = (ids: string[], sensitive: boolean) =>
        context.callAs(attaching, attachFiles, { owner: ofNote(noteId), fileIds: ids, by, sensitive });
      const open = fileIds.length ? await attach(fileIds, false) : { files: [] };
      if (hidden.length) await attach(hidden, true);
      notes.set(noteId, { by, readerId, fileIds, hidden });
      return { digests: open.files.map((file) => file.sha256) };
    }),
    handle<Record<never, never>>()(readNote, async (context, { noteId }) => {
      const note = notes.get(noteId);
      const { personId } = context.person();
      if (!note || (personId !== note.by && personId !== note.readerId)) throw refuse(notFound);
      return { fileIds: personId === note.by ? [...note.fileIds, ...note.hidden] : note.fileIds };
    }),
    handle<Record<never, never>>()(clearNote, async (context, { noteId, fileIds }) =>
      context.callAs(attaching, detachFiles, { owner: ofNote(noteId), ...(fileIds ? { fileIds } : {}) }),
    ),
  ],
});

const directoryTables = serverModule({
  contract: moduleContract({ name: 'directory', title: { zh: '通讯录', en: 'Directory' } }),
  handlers: [],
  migrations: new URL('../directory/server/migrations/', import.meta.url),
});
const composition: Composition = {
  modules: [directoryTables, filesServer, sample],
  timeZone: async () => 'Asia/Shanghai',
  authority: () => ({
    // Bob's role holds the permission of the processes, as a careless administrator may have given it.
    load: async (personId) => ({
      employerId: EMPLOYER,
      language: 'zh',
      reaches: new Map(
        [...(personId === BOB ? [attachUploads.name, manageSettings.name] : []), ...(cleared.get(personId) ?? [])].map(
          (name) => [name, fullReach] as const,
        ),
      ),
    }),
    within: () => sql<boolean>`true`,
  }),
};

let test: TestProgram;
let ann: TestClient;
let bob: TestClient;
let eve: TestClient;
beforeAll(async () => {
  test = await startTestProgram(composition);
  test.program.kernel.rateLimiter.take = () => 0;
  await test.sql('insert into directory.employer (id, name, time_zone) values ($1, $2, $3)', [
    EMPLOYER,
    '规矩示例',
    'Asia/Shanghai',
  ]);
  await test.sql(
    `insert into directory.person (id, employer_id, account, name, sort_key, search, staff_type)
     select id, $1, 'p' || n, '人' || n, 'ren', '', 'regular' from unnest($2::uuid[]) with ordinality person (id, n)`,
    [EMPLOYER, [ANN, BOB, EVE]],
  );
  [ann, bob, eve] = [await test.as(ANN), await test.as(BOB), await test.as(EVE)];
});
afterAll(() => test?.stop());

const send = (who: TestClient, name: string, bytes: Uint8Array, commandId?: string) =>
  who.call(uploadFile, {}, { file: { name, bytes }, ...(commandId ? { commandId } : {}) });
const idOf = async (who: TestClient, name: string, bytes: Uint8Array) => (await send(who, name, bytes)).fileId;
const textOf = async (who: TestClient, fileId: string) =>
  new TextDecoder().decode((await who.call(readFile, { fileId })).bytes as never);
const text = (words: string) => new TextEncoder().encode(words);
const refused = { status: 404, code: 'kernel.notFound' };
const open = (who: TestClient, operation: { name: string }, input: object) =>
  who.raw(`/api/v1/${operation.name}?input=${Buffer.from(JSON.stringify(input)).toString('base64url')}`);
const stored = async (fileId: string) => {
  const [row] = await test.sql<{ content_id: string }>('select content_id from files.file where id = $1', [fileId]);
  return row?.content_id ?? '';
};
let noteNumber = 0;
const noteId = () => {
  noteNumber += 1;
  return `00000000-0000-7000-8000-${String(noteNumber).padStart(12, '0')}`;
};

const photo = await sharp({ create: { width: 600, height: 400, channels: 3, background: '#c33' } })
  .withExif({ IFD0: { Make: '相机' }, IFD3: { GPSLatitude: '31/1 14/1 0/1', GPSLatitudeRef: 'N' } })
  .withMetadata({ orientation: 6 })
  .jpeg()
  .toBuffer();

describe('an upload', () => {
  it('is its uploader’s: described, read whole, with its digest', async () => {
    const row = await send(ann, '../合同\u202e（终稿）.pdf', samples.pdf);
    expect(row).toMatchObject({
      name: '合同（终稿）.pdf',
      size: samples.pdf.length,
      mediaType: 'application/pdf',
      shows: 'pdf',
      thumbnail: false,
      uploadedBy: ANN,
      may: ['remove', 'label'],
    });
    expect((await ann.call(describeFiles, { fileIds: [NOTE, row.fileId] })).rows).toEqual([row]);
    expect(await textOf(ann, row.fileId)).toBe(new TextDecoder().decode(samples.pdf));
    const [kept] = await test.sql<{ sha256: string }>(
      `select encode(sha256, 'hex') as sha256 from files.content where id = $1`,
      [await stored(row.fileId)],
    );
    expect(kept?.sha256).toBe(createHash('sha256').update(samples.pdf).digest('hex'));
  });

  it.each([
    ['报价.pdf', samples.exe, 'files.notWhatItSays', { says: 'pdf', found: 'exe' }],
    ['照片.jpg', samples.html, 'files.notWhatItSays', { says: 'jpg', found: 'html' }],
    ['说明.docx', samples.zip, 'files.notWhatItSays', { says: 'docx', found: 'zip' }],
    ['工具.zip', samples.apk, 'files.notWhatItSays', { says: 'zip', found: 'apk' }],
    ['扫描件.pdf', samples.noise, 'files.notRecognised', { says: 'pdf' }],
    ['安装.EXE', samples.exe, 'files.typeRefused', { type: 'exe' }],
    ['资料.dat', samples.exe, 'files.typeRefused', { type: 'exe' }],
    ['readme', samples.shell, 'files.typeRefused', { type: 'sh' }],
    ['网页.html', samples.html, 'files.typeRefused', { type: 'html' }],
    ['报表.docx', samples.docxWithMacro, 'files.typeRefused', { type: 'macro' }],
    ['旧报表.doc', samples.oldDocWithMacro, 'files.typeRefused', { type: 'macro' }],
    ['图.svg', samples.svgWithScript, 'files.typeRefused', { type: 'active-svg' }],
    ['空.txt', new Uint8Array(), 'files.emptyFile', {}],
  ])('%s is refused, and nothing of it stays', async (name, bytes, code, facts) => {
    await expect(send(ann, name, bytes)).rejects.toMatchObject({ code, facts: { name, ...facts } });
    expect(await test.sql('select from kernel.loose_blob')).toEqual([]);
  });

  it.each([
    ['名单.csv', samples.csvInGbk, 'text/csv; charset=utf-8'],
    ['笔记.txt', samples.textInUtf16, 'text/plain; charset=utf-8'],
    ['合同.docx', samples.docx, expect.stringContaining('wordprocessingml')],
    ['旧合同.doc', samples.oldDoc, 'application/msword'],
    ['发票.ofd', samples.ofd, 'application/ofd'],
    ['资料.zip', samples.zip, 'application/zip'],
    ['图标.svg', samples.svg, 'image/svg+xml'],
    ['图纸.dwg', samples.noise, 'application/octet-stream'],
  ])('%s is taken', async (name, bytes, mediaType) => {
    expect(await send(ann, name, bytes)).toMatchObject({ name, mediaType, shows: expect.any(String) });
  });

  it('that unpacks to a hundred thousand times its size is never unpacked', async () => {
    const bomb = zipSync({ 'word/document.xml': new Uint8Array(64_000_000) });
    expect(await send(ann, '小.docx', bomb)).toMatchObject({ size: bomb.length, shows: 'nothing' });
  });

  it('with more pixels than anybody means is kept and not drawn', async () => {
    const wide = await sharp({ create: { width: 16_000, height: 4_000, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    const row = await send(ann, '全景.png', wide);
    expect(row).toMatchObject({ shows: 'image', thumbnail: false });
    await expect(ann.call(readThumbnail, { fileId: row.fileId })).rejects.toMatchObject(refused);
  });

  it('larger than the setting is refused, announced or not, and nothing of it stays', async () => {
    const setLimit = (value: number) => bob.call(changeSetting, { name: 'files.mostMegabytes', value });
    await setLimit(1);
    expect(await ann.call(readUploadLimits, {})).toMatchObject({ mostBytes: 1_000_000 });
    const large = new Uint8Array(1_200_000).fill(32);
    await expect(send(ann, '大.txt', large)).rejects.toMatchObject({ code: 'kernel.tooLarge', status: 413 });
    const unannounced = await ann.raw('/api/v1/files.uploadFile', {
      method: 'POST',
      headers: { 'guiju-command-id': crypto.randomUUID(), 'guiju-file-name': 'a.txt', 'guiju-input': 'e30' },
      body: new ReadableStream({
        start: (controller) => {
          for (let part = 0; part < 12; part += 1) controller.enqueue(new Uint8Array(100_000).fill(32));
          controller.close();
        },
      }),
      duplex: 'half',
    } as RequestInit);
    expect(unannounced.status).toBe(413);
    expect(await test.sql('select from kernel.loose_blob')).toEqual([]);
    await setLimit(50);
    expect(await send(ann, '大.txt', large)).toMatchObject({ size: 1_200_000 });
  });

  it('of a visitor is not even read', async () => {
    await expect(send(test.visitor(), 'a.txt', text('x'))).rejects.toMatchObject({ status: 401 });
    expect(await test.sql('select from kernel.loose_blob')).toEqual([]);
  });

  it('sent twice at once is two files; one command sent twice is one', async () => {
    const bytes = text('同一个文件');
    const [one, other] = await Promise.all([send(ann, '一.txt', bytes), send(ann, '一.txt', bytes)]);
    expect(one.fileId).not.toBe(other.fileId);
    await ann.call(removeUpload, { fileId: one.fileId });
    await test.advance({ hours: 1 });
    expect(await textOf(ann, other.fileId)).toBe('同一个文件');
    const commandId = crypto.randomUUID();
    const [first, again] = await Promise.all([
      send(ann, '二.txt', bytes, commandId),
      send(ann, '二.txt', bytes, commandId),
    ]);
    expect(again).toEqual(first);
    expect(await test.sql('select from kernel.loose_blob')).toEqual([]);
  });

  it('is nobody else’s, whatever is tried with its id', async () => {
    const fileId = await idOf(ann, '私.jpg', photo);
    expect((await eve.call(describeFiles, { fileIds: [fileId] })).rows).toEqual([]);
    for (const operation of [readFile, readThumbnail, copyFile, removeUpload])
      await expect(eve.call(operation, { fileId } as never), operation.name).rejects.toMatchObject(refused);
    await expect(eve.call(saveNote, { noteId: noteId(), readerId: EVE, fileIds: [fileId] })).rejects.toMatchObject(
      refused,
    );
    expect((await ann.call(describeFiles, { fileIds: [fileId] })).rows).toHaveLength(1);
  });

  it('goes after a day when nothing uses it, with its bytes', async () => {
    const fileId = await idOf(ann, '忘了.jpg', photo);
    await ann.call(readThumbnail, { fileId });
    const blob = await stored(fileId);
    await test.advance({ hours: 23 });
    expect((await ann.call(describeFiles, { fileIds: [fileId] })).rows).toHaveLength(1);
    await test.advance({ hours: 2 });
    expect((await ann.call(describeFiles, { fileIds: [fileId] })).rows).toEqual([]);
    const { blobs } = test.program.kernel;
    expect([await blobs.get(blob), await blobs.get(`${blob}.thumb`)]).toEqual([undefined, undefined]);
    expect(await test.sql('select from files.content where id = $1', [blob])).toEqual([]);
  });

  it('is refused beyond two hundred that nothing uses', async () => {
    const fileId = await idOf(eve, 'a.txt', text('x'));
    await test.sql(
      `insert into files.file (id, content_id, name, uploader_id, uploaded_at)
       select gen_random_uuid(), $1, 'x', $2, $3 from generate_series(1, 199)`,
      [await stored(fileId), EVE, test.program.kernel.clock.now().toString()],
    );
    await expect(send(eve, 'b.txt', text('x'))).rejects.toMatchObject({ code: 'files.tooManyUnattached' });
    await expect(eve.call(copyFile, { fileId })).rejects.toMatchObject({ code: 'files.tooManyUnattached' });
    await test.sql(`delete from files.file where uploader_id = $1 and name = 'x'`, [EVE]);
  });
});

describe('an upload in parts', () => {
  const large = (size: number) => new Uint8Array(size).map((_, at) => 32 + (at % 90));
  const tus = (who: TestClient, method: string, path: string, headers: Record<string, string>, body?: Uint8Array) =>
    who.raw(`/api/v1/uploads${path}`, {
      method,
      headers: { 'tus-resumable': '1.0.0', ...headers },
      ...(body ? { body: new Uint8Array(body) } : {}),
    });
  const begin = (who: TestClient, size: number, operation = 'files.uploadFile') =>
    tus(who, 'POST', '', { 'upload-length': String(size), 'guiju-operation': operation });
  const begun = async (who: TestClient, size: number) => {
    const made = await begin(who, size);
    expect(made.status).toBe(201);
    return made.headers.get('location')?.split('/').at(-1) ?? '';
  };
  const put = (who: TestClient, upload: string, at: number, bytes: Uint8Array) =>
    tus(
      who,
      'PATCH',
      `/${upload}`,
      { 'upload-offset': String(at), 'content-type': 'application/offset+octet-stream' },
      bytes,
    );
  const held = async (who: TestClient, upload: string) =>
    (await tus(who, 'HEAD', `/${upload}`, {})).headers.get('upload-offset');
  const finish = (who: TestClient, upload: string, name: string, commandId: string = crypto.randomUUID()) =>
    who.raw('/api/v1/files.uploadFile', {
      method: 'POST',
      headers: {
        'guiju-command-id': commandId,
        'guiju-input': 'e30',
        'guiju-file-name': encodeURIComponent(name),
        'guiju-upload': upload,
      },
    });
  const codeOf = async (response: Response) => ((await response.json()) as { error: { code: string } }).error.code;

  it('goes on where it was cut off, also on a server that began anew, and is there once', async () => {
    const bytes = large(300_000);
    const upload = await begun(ann, bytes.length);
    expect((await put(ann, upload, 0, bytes.subarray(0, 120_000))).headers.get('upload-offset')).toBe('120000');
    // Cut off within a part: what arrived stays.
    const cut = new AbortController();
    const stopped = ann.raw(`/api/v1/uploads/${upload}`, {
      method: 'PATCH',
      signal: cut.signal,
      headers: {
        'tus-resumable': '1.0.0',
        'upload-offset': '120000',
        'content-type': 'application/offset+octet-stream',
      },
      body: new ReadableStream({ start: (controller) => controller.enqueue(bytes.subarray(120_000, 200_000)) }),
      duplex: 'half',
    } as RequestInit);
    const { blobs } = test.program.kernel;
    await expect.poll(() => blobs.held(upload)).toBeGreaterThan(120_000);
    cut.abort();
    await expect(stopped).rejects.toThrow();
    const other = await test.program.http({ trustProxy: [], webFolder: '', openApi: () => ({}) });
    try {
      const there = await other.inject({
        method: 'HEAD',
        url: `/api/v1/uploads/${upload}`,
        headers: { cookie: ann.cookie, 'tus-resumable': '1.0.0' },
      });
      const at = Number(there.headers['upload-offset']);
      expect(at).toBeGreaterThan(120_000);
      expect(await codeOf(await finish(ann, upload, '大.txt'))).toBe('kernel.uploadUnfinished');
      expect((await put(ann, upload, at - 1, bytes.subarray(at - 1))).status).toBe(409);
      const rest = await other.inject({
        method: 'PATCH',
        url: `/api/v1/uploads/${upload}`,
        headers: {
          cookie: ann.cookie,
          'tus-resumable': '1.0.0',
          'upload-offset': String(at),
          'content-type': 'application/offset+octet-stream',
        },
        payload: Buffer.from(bytes.subarray(at)),
      });
      expect(rest.headers['upload-offset']).toBe('300000');
    } finally {
      await other.close();
    }
    const commandId = crypto.randomUUID();
    const row = (await (await finish(ann, upload, '大.txt', commandId)).json()) as { fileId: string };
    expect(row).toMatchObject({ name: '大.txt', size: 300_000 });
    // Its answer lost, the same command is the same file; another command finds nothing.
    expect(await (await finish(ann, upload, '大.txt', commandId)).json()).toEqual(row);
    expect((await finish(ann, upload, '大.txt')).status).toBe(404);
    expect(await textOf(ann, row.fileId)).toBe(new TextDecoder().decode(bytes));
    expect(await test.sql('select from kernel.loose_blob')).toEqual([]);
  });

  it('of four gigabytes is refused before its first byte', async () => {
    const refusal = await begin(ann, 4_000_000_000);
    expect([refusal.status, await codeOf(refusal)]).toEqual([413, 'kernel.tooLarge']);
    expect((await begin(ann, 0)).status).toBe(400);
    expect(await test.sql('select from kernel.loose_blob')).toEqual([]);
  });

  it('is its sender’s: who knows its id gets nothing, and changes nothing', async () => {
    const upload = await begun(ann, 1_000);
    await put(ann, upload, 0, large(1_000));
    expect((await tus(eve, 'HEAD', `/${upload}`, {})).status).toBe(404);
    expect((await put(eve, upload, 1_000, large(10))).status).toBe(404);
    expect((await tus(eve, 'DELETE', `/${upload}`, {})).status).toBe(404);
    expect((await finish(eve, upload, 'a.txt')).status).toBe(404);
    for (const who of [test.visitor()]) {
      expect((await begin(who, 10)).status).toBe(401);
      expect((await tus(who, 'HEAD', `/${upload}`, {})).status).toBe(401);
    }
    expect((await begin(ann, 10, 'files.removeUpload')).status).toBe(404);
    expect(await held(ann, upload)).toBe('1000');
    const crossing = await tus(ann, 'DELETE', `/${upload}`, { origin: 'https://elsewhere.example' });
    expect(crossing.status).toBe(403);
    expect((await tus(ann, 'DELETE', `/${upload}`, {})).status).toBe(204);
    expect(await held(ann, upload)).toBe(null);
    expect(await test.sql('select from kernel.loose_blob')).toEqual([]);
  });

  it('is judged like any other when it is there', async () => {
    const upload = await begun(ann, samples.exe.length);
    await put(ann, upload, 0, samples.exe);
    expect(await codeOf(await finish(ann, upload, '报价.pdf'))).toBe('files.notWhatItSays');
    expect(await test.sql('select from kernel.loose_blob')).toEqual([]);
    expect(await test.sql('select from kernel.resumable_upload where sha256 is null')).toEqual([]);
  });

  it('may lie unfinished for a day, twenty for one person', async () => {
    const uploads = [];
    for (let number = 0; number < 20; number += 1) uploads.push(await begun(eve, 1_000));
    const refusal = await begin(eve, 1_000);
    expect([refusal.status, await codeOf(refusal)]).toEqual([409, 'kernel.tooManyUnfinished']);
    await put(eve, uploads[0] ?? '', 0, large(500));
    await test.advance({ hours: 25 });
    expect((await tus(eve, 'HEAD', `/${uploads[0]}`, {})).status).toBe(404);
    expect(await test.program.kernel.blobs.held(uploads[0] ?? '')).toBe(undefined);
    expect(await test.sql('select from kernel.resumable_upload')).toEqual([]);
    expect((await begin(eve, 1_000)).status).toBe(201);
    await test.advance({ hours: 25 });
  });
});

describe('a picture', () => {
  it('has a small one, turned upright, that doesn’t say where it was taken', async () => {
    const row = await send(ann, '现场.jpg', photo);
    expect(row).toMatchObject({ shows: 'image', thumbnail: true, width: 400, height: 600 });
    const small = (await ann.call(readThumbnail, { fileId: row.fileId })) as unknown as { bytes: Uint8Array };
    const { format, width, height, exif } = await sharp(small.bytes).metadata();
    expect({ format, width, height, exif }).toEqual({ format: 'webp', width: 213, height: 320, exif: undefined });
  });

  it('that breaks off is kept as a file', async () => {
    const row = await send(ann, '半张.jpg', photo.subarray(0, 400));
    expect(row).toMatchObject({ shows: 'image' });
    if (row.thumbnail) await expect(ann.call(readThumbnail, { fileId: row.fileId })).rejects.toMatchObject(refused);
  });
});

describe('an answer with a file', () => {
  it('opens in the page only as image or PDF, and runs nothing', async () => {
    const [pdf, docx] = [await idOf(ann, '合同.pdf', samples.pdf), await idOf(ann, '“报告” 1.docx', samples.docx)];
    const shown = await open(ann, readFile, { fileId: pdf, shown: true });
    expect(Object.fromEntries(shown.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename*=UTF-8''${encodeURIComponent('合同.pdf')}`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': `default-src 'none'; sandbox`,
      'content-length': String(samples.pdf.length),
      'cache-control': 'no-store',
    });
    const saved = await open(ann, readFile, { fileId: docx, shown: true });
    expect(saved.headers.get('content-disposition')).toMatch(/^attachment; filename\*=UTF-8''/);
    expect(saved.headers.get('content-security-policy')).toBe(`default-src 'none'; sandbox`);
    expect((await open(ann, readFile, { fileId: pdf })).headers.get('content-disposition')).toMatch(/^attachment/);
  });
});

describe('an attached file', () => {
  it('is read by who may read the thing, and by nobody else', async () => {
    const note = noteId();
    const [fileId, hidden] = [await idOf(ann, '附件.txt', text('甲')), await idOf(ann, '病历.jpg', photo)];
    const { digests } = await ann.call(saveNote, { noteId: note, readerId: BOB, fileIds: [fileId], hidden: [hidden] });
    expect(digests).toEqual([createHash('sha256').update('甲').digest('hex')]);
    expect(await textOf(bob, fileId)).toBe('甲');
    expect((await bob.call(describeFiles, { fileIds: [fileId, hidden] })).rows).toMatchObject([{ fileId, may: [] }]);
    // What the thing hides from its reader is hidden with it.
    await expect(bob.call(readFile, { fileId: hidden })).rejects.toMatchObject(refused);
    await expect(eve.call(readFile, { fileId })).rejects.toMatchObject(refused);
    // Who uploaded it has no more right to it than the thing gives.
    notes.set(note, { by: BOB, readerId: BOB, fileIds: [fileId], hidden: [] });
    await expect(ann.call(readFile, { fileId })).rejects.toMatchObject(refused);
    notes.delete(note);
    await expect(bob.call(readFile, { fileId })).rejects.toMatchObject(refused);
  });

  it('is attached once; attaching it there again changes nothing', async () => {
    const note = noteId();
    const fileId = await idOf(ann, '一次.txt', text('一'));
    await ann.call(saveNote, { noteId: note, readerId: BOB, fileIds: [fileId] });
    await ann.call(saveNote, { noteId: note, readerId: BOB, fileIds: [fileId] });
    const attached = { code: 'files.attachedAlready', status: 409 };
    await expect(ann.call(saveNote, { noteId: noteId(), readerId: EVE, fileIds: [fileId] })).rejects.toMatchObject(
      attached,
    );
    await expect(ann.call(removeUpload, { fileId })).rejects.toMatchObject(attached);
    await test.advance({ hours: 30 });
    expect(await textOf(bob, fileId)).toBe('一');
  });

  it('of two things at the same instant belongs to one', async () => {
    const fileId = await idOf(ann, '抢.txt', text('抢'));
    const both = [noteId(), noteId()].map((note) =>
      ann.call(saveNote, { noteId: note, readerId: BOB, fileIds: [fileId] }).then(
        () => 'attached',
        (failure: { code: string }) => failure.code,
      ),
    );
    expect((await Promise.all(both)).sort()).toEqual(['attached', 'files.attachedAlready']);
  });

  it('moves from a draft to what was sent, only from where it is said to be', async () => {
    const [draft, sent] = [noteId(), noteId()];
    const fileId = await idOf(ann, '草稿.txt', text('稿'));
    await ann.call(saveNote, { noteId: draft, readerId: ANN, fileIds: [fileId] });
    const move = (from: string) =>
      test.system(attachFiles, { owner: ofNote(sent), from: ofNote(from), fileIds: [fileId], by: ANN });
    await expect(move(noteId())).rejects.toMatchObject({ code: 'files.attachedAlready' });
    expect((await move(draft)).files).toMatchObject([{ fileId, name: '草稿.txt', size: 3 }]);
    notes.set(sent, { by: ANN, readerId: BOB, fileIds: [fileId], hidden: [] });
    expect(await textOf(bob, fileId)).toBe('稿');
  });

  it('is copied without its bytes, and the copy outlives it', async () => {
    const note = noteId();
    const fileId = await idOf(ann, '范本.txt', text('范本'));
    await ann.call(saveNote, { noteId: note, readerId: BOB, fileIds: [fileId] });
    const copy = await bob.call(copyFile, { fileId });
    expect(copy).toMatchObject({ name: '范本.txt', uploadedBy: BOB, may: ['remove', 'label'] });
    expect(await stored(copy.fileId)).toBe(await stored(fileId));
    const own = noteId();
    await bob.call(saveNote, { noteId: own, readerId: BOB, fileIds: [copy.fileId] });
    await ann.call(clearNote, { noteId: note });
    await test.advance({ hours: 30 });
    expect(await test.sql('select from files.file where id = $1', [fileId])).toEqual([]);
    expect(await textOf(bob, copy.fileId)).toBe('范本');
  });

  it('that is taken off is its uploader’s again, for a day', async () => {
    const note = noteId();
    const [gone, stays] = [await idOf(ann, '去.txt', text('去')), await idOf(ann, '留.txt', text('留'))];
    await ann.call(saveNote, { noteId: note, readerId: BOB, fileIds: [gone, stays] });
    expect(await ann.call(clearNote, { noteId: note, fileIds: [gone, NOTE] })).toEqual({ fileIds: [gone] });
    await expect(bob.call(readFile, { fileId: gone })).rejects.toMatchObject(refused);
    expect((await ann.call(describeFiles, { fileIds: [gone] })).rows).toMatchObject([{ may: ['remove', 'label'] }]);
    await test.advance({ hours: 25 });
    expect((await ann.call(describeFiles, { fileIds: [gone, stays] })).rows).toMatchObject([{ fileId: stays }]);
  });

  it('is attached by processes only, whatever a role holds', async () => {
    const fileId = await idOf(bob, '自己挂.txt', text('x'));
    const input = { owner: ofNote(noteId()), fileIds: [fileId], by: BOB };
    const notPermitted = { status: 403, code: 'kernel.notPermitted' };
    await expect(bob.call(attachFiles, input)).rejects.toMatchObject(notPermitted);
    await expect(bob.call(detachFiles, { owner: input.owner })).rejects.toMatchObject(notPermitted);
    await expect(eve.call(attachFiles, input)).rejects.toMatchObject(notPermitted);
    await expect(
      test.system(attachFiles, { ...input, owner: { module: 'sample', kind: 'nothing', id: '1' } }),
    ).rejects.toThrow('fault');
  });

  it('that is sensitive has no small picture, and every look at it is written down', async () => {
    const note = noteId();
    const [fileId, open] = [await idOf(ann, '诊断.jpg', photo), await idOf(ann, '路线.jpg', photo)];
    await ann.call(saveNote, { noteId: note, readerId: BOB, fileIds: [open], hidden: [fileId] });
    expect((await ann.call(describeFiles, { fileIds: [fileId] })).rows).toMatchObject([
      { sensitive: true, thumbnail: false },
    ]);
    await expect(ann.call(readThumbnail, { fileId })).rejects.toMatchObject(refused);
    // What it was copied to is no less so.
    expect(await ann.call(copyFile, { fileId })).toMatchObject({ sensitive: true, thumbnail: false });
    await ann.call(readFile, { fileId });
    await ann.call(readFile, { fileId: open });
    await test.settle();
    const looks = await test.sql<{ objects: { type: string; id: string }[] }>(
      `select objects from kernel.audit where outcome = 'looked' and operation = 'files.readFile'`,
    );
    expect(looks.map((look) => look.objects)).toEqual([[{ type: 'file', id: fileId }]]);
  });
});

it('with a classification is there for who is cleared for it, wherever it is shown, and its label only rises', async () => {
  const be = (who: string, ...names: string[]) => {
    cleared.set(who, names);
    test.program.kernel.authority.forget();
  };
  const [plan, draft, words] = [
    await idOf(ann, '底价.jpg', photo),
    await idOf(ann, '草图.jpg', photo),
    await idOf(ann, '底价.txt', text('三百万')),
  ];
  const seen = async (who: TestClient) =>
    (await who.call(describeFiles, { fileIds: [plan, words] })).rows.map(({ label, viewOnly }) => [label, viewOnly]);
  await expect(bob.call(labelFile, { fileId: plan, label: 'secret' })).rejects.toMatchObject(refused);
  await expect(ann.call(labelFile, { fileId: plan, label: '绝密' })).rejects.toMatchObject({
    code: 'files.noSuchLabel',
  });
  // Before it is handed in it is the uploader's to say.
  for (const label of ['core', 'secret']) await ann.call(labelFile, { fileId: plan, label });
  await ann.call(saveNote, { noteId: noteId(), readerId: BOB, fileIds: [plan, words, draft] });
  expect(await seen(ann)).toEqual([
    ['secret', false],
    [null, false],
  ]);
  expect(await seen(bob)).toEqual([[null, false]]);
  for (const operation of [readFile, readThumbnail, viewFile, copyFile])
    await expect(bob.call(operation as typeof viewFile, { fileId: plan }), operation.name).rejects.toMatchObject(
      refused,
    );
  be(BOB, readSecrets.name);
  expect(await seen(bob)).toEqual([
    ['secret', false],
    [null, false],
  ]);
  // A copy is no less of a secret.
  const copy = await bob.call(copyFile, { fileId: plan });
  expect(copy).toMatchObject({ label: 'secret', may: ['remove', 'label'] });

  await expect(ann.call(labelFile, { fileId: plan, label: 'plain' })).rejects.toMatchObject({
    code: 'files.labelOnlyRises',
  });
  await ann.call(labelFile, { fileId: plan, label: 'core' });
  // The search of the modules above knows what it says, and no longer.
  const searched = () => test.sql('select from files.published_text where file_id = $1', [words]);
  await test.sql(
    `insert into files.content_text (content_id, text) values ($1, '三百万')
     on conflict (content_id) do update set text = excluded.text`,
    [await stored(words)],
  );
  expect(await searched()).toHaveLength(1);
  await ann.call(labelFile, { fileId: words, label: 'core' });
  expect(await searched()).toEqual([]);
  expect(await seen(bob)).toEqual([]);
  be(BOB, readCore.name);
  expect(await seen(bob)).toEqual([
    ['core', true],
    ['core', true],
  ]);
  for (const operation of [readFile, copyFile])
    await expect(bob.call(operation as typeof copyFile, { fileId: plan }), operation.name).rejects.toMatchObject({
      code: 'files.onlyToLookAt',
    });
  const marked = (await bob.call(readThumbnail, { fileId: plan, size: 'large' })).bytes;
  expect(
    Buffer.compare(
      Buffer.from(marked as never),
      Buffer.from((await ann.call(readThumbnail, { fileId: plan, size: 'large' })).bytes as never),
    ),
  ).not.toBe(0);
  await bob.call(viewFile, { fileId: plan });
  await test.settle();
  const looks = await test.sql(
    `select from kernel.audit where outcome = 'looked' and operation = 'files.viewFile' and objects::text like $1`,
    [`%${plan}%`],
  );
  expect(looks).toHaveLength(1);
  // Who doesn't see the thing sees nothing of it, whatever they are cleared for.
  be(EVE, readCore.name);
  expect(await seen(eve)).toEqual([]);
  be(BOB);
  be(EVE);
});

it('every change reaches the uploader’s other screens', async () => {
  const [one, other] = [await idOf(ann, '甲.txt', text('甲')), await idOf(ann, '乙.txt', text('乙'))];
  const note = noteId();
  const watched = [[describeFiles, { fileIds: [one, other] }]] as const;
  const changes = await verifyPush(test, ann, filesCache, watched, async () => {
    const { fileId } = await ann.call(uploadFile, {}, { file: { name: '丙.txt', bytes: text('丙') } });
    await ann.call(copyFile, { fileId });
    await test.system(attachFiles, { owner: ofNote(note), fileIds: [one], by: ANN });
    await test.system(detachFiles, { owner: ofNote(note) });
    await ann.call(labelFile, { fileId: one, label: 'secret' });
    await ann.call(removeUpload, { fileId: other });
  });
  expect(changes.map(({ facts }) => (facts as { change: string }).change)).toEqual([
    'uploaded',
    'uploaded',
    'attached',
    'detached',
    'labelled',
    'removed',
  ]);
});

it('copies what is attached to another thing, once, and the first keeps its own', async () => {
  const fileId = await idOf(ann, '丁.txt', text('丁'));
  const [from, to] = [ofNote(noteId()), ofNote(noteId())];
  await test.system(attachFiles, { owner: from, fileIds: [fileId], by: ANN });
  let copied: { fileIds: string[] } = { fileIds: [] };
  await verifyPush(test, ann, filesCache, [[describeFiles, { fileIds: [fileId] }]], async () => {
    copied = await test.system(copyAttached, { from, to, fileIds: [fileId], sensitive: true });
  });
  expect(copied.fileIds).not.toContain(fileId);
  expect(await test.system(copyAttached, { from, to, fileIds: [fileId] })).toEqual(copied);
  expect(await test.sql(`select from files.file where owner_id = any($1)`, [[from.id, to.id]])).toHaveLength(2);
  await expect(
    test.system(copyAttached, { from: ofNote(noteId()), to: ofNote(noteId()), fileIds: [fileId] }),
  ).rejects.toMatchObject({ code: 'kernel.notFound' });
});

it('a program’s upload is nobody’s to see; things get copies of it, for a day', async () => {
  const stored = await receiveBlob(test.program.kernel, Readable.from([samples.pdf]), 1_000_000);
  const upload = { program: 'bots.application:1', name: '合同.pdf', stored };
  let kept = '';
  let copies: string[][] = [];
  const owners = [ofNote(noteId()), ofNote(noteId())];
  await verifyPush(test, ann, filesCache, [[describeFiles, { fileIds: [] }]], async () => {
    ({ fileId: kept } = await test.system(keepProgramUpload, upload));
    ({ copies } = await test.system(copyProgramUploads, { program: upload.program, fileIds: [kept], owners }));
  });
  expect((await ann.call(describeFiles, { fileIds: [kept] })).rows).toEqual([]);
  expect(copies.map((of) => of.length)).toEqual([1, 1]);
  const attached = await test.sql<{ owner_id: string; program: string }>(
    'select owner_id, program from files.file where id = any($1) order by array_position($1, id)',
    [copies.flat()],
  );
  expect(attached).toEqual(owners.map(({ id }) => ({ owner_id: id, program: upload.program })));
  for (const [program, fileId] of [
    ['bots.application:2', kept],
    [upload.program, copies[0]?.[0] ?? ''],
  ] as const)
    await expect(test.system(copyProgramUploads, { program, fileIds: [fileId], owners })).rejects.toMatchObject({
      code: 'kernel.notFound',
    });
  for (const [operation, input] of [
    [keepProgramUpload, upload],
    [copyProgramUploads, { program: upload.program, fileIds: [kept], owners }],
  ] as const)
    await expect(ann.call(operation as OperationContract<'command'>, input)).rejects.toMatchObject({ status: 403 });
  await test.advance({ hours: 25 });
  expect(await test.sql('select id from files.file where id = any($1)', [[kept, ...copies.flat()]])).toHaveLength(2);
});
