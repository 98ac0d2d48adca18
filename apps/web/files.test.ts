import { mkdtempSync } from 'node:fs';
import { readFile as readDisk, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { build } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { extend } from '#kernel/contract/extension-point.ts';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { moduleContract } from '#kernel/contract/module-contract.ts';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { handle, serverModule } from '#kernel/server/define-module.ts';
import { openBrowser, screens, type TestBrowser } from '#kernel/testing/test-browser.ts';
import { startTestProgram, type TestProgram } from '#kernel/testing/test-program.ts';
import type { DirectoryViews } from '#modules/directory/contract/views.ts';
import { aCompany, aPerson, testAuthority } from '#modules/directory/testing.ts';
import { fileOwner, fileOwners } from '#modules/files/contract/file-owner.ts';
import { attachFiles } from '#modules/files/contract/operations.ts';
import { attachUploads } from '#modules/files/contract/permissions.ts';
import { modules } from '#modules/index.ts';
import { readMe, readNote, saveNote } from './files-test/contract.ts';

const room = mkdtempSync(join(tmpdir(), 'guiju-files-'));
const notes = new Map<string, OutputOf<typeof readNote> & { by: string }>();
const trial = serverModule({
  contract: moduleContract({
    name: 'trial',
    title: { zh: '试用', en: 'Trial' },
    operations: [readMe, saveNote, readNote],
    extensions: [
      extend(
        fileOwners,
        fileOwner({ module: 'trial', kind: 'note', reads: readNote, inputFor: (noteId) => ({ noteId }) }),
      ),
    ],
  }),
  handlers: [
    handle<DirectoryViews>()(readMe, async (context) => {
      const { personId, employerId } = context.person();
      const { name } = await context.db
        .selectFrom('directory.published_person')
        .select('name')
        .where('id', '=', personId)
        .executeTakeFirstOrThrow();
      return { personId, name, employerId };
    }),
    handle<DirectoryViews>()(saveNote, async (context, input) => {
      const noteId = context.newId();
      const by = context.person().personId;
      const owner = { module: 'trial', kind: 'note', id: noteId };
      const process = { name: 'trial.attach', permissions: [attachUploads] };
      await context.callAs(process, attachFiles, { owner, fileIds: input.fileIds, by });
      notes.set(noteId, { ...input, by });
      return { noteId };
    }),
    handle<DirectoryViews>()(readNote, async (context, { noteId }) => {
      const note = notes.get(noteId);
      const { personId } = context.person();
      if (!note || (note.by !== personId && !note.personIds.includes(personId))) throw refuse(notFound);
      return note;
    }),
  ],
});

let test: TestProgram;
let mei: TestBrowser;
let jian: TestBrowser;
let departmentId: string | undefined;
let jianId: string;
const photo = sharp({ create: { width: 800, height: 600, channels: 3, background: '#2B4C7E' } }).jpeg();
const pdf = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF');

beforeAll(async () => {
  await build({
    configFile: 'apps/web/vite.config.ts',
    root: 'apps/web/files-test',
    logLevel: 'warn',
    build: { outDir: join(room, 'web'), emptyOutDir: true },
  });
  const composed = [...modules, trial];
  test = await startTestProgram(
    { modules: composed, authority: testAuthority(composed, new Map()), timeZone: async () => 'Asia/Shanghai' },
    { webFolder: join(room, 'web') },
  );
  const company = await aCompany(test, { departments: ['研发中心', '研发中心/平台组'] });
  departmentId = company.departments['研发中心/平台组'] ?? company.departments.平台组;
  jianId = await aPerson(test, company, { name: '王建国', department: '平台组' });
  mei = await openBrowser(test, await test.as(await aPerson(test, company, { name: '李雪梅' })));
  jian = await openBrowser(test, await test.as(jianId), { size: screens.phone });
}, 180_000);
afterAll(async () => {
  await Promise.all([mei, jian].map((browser) => browser?.close()));
  await test?.stop();
  await rm(room, { recursive: true, force: true });
});

const chooser = (page: Page) => page.locator('input[type=file]').first();
const line = (page: Page, name: string) =>
  page.getByRole('list', { name: '文件' }).getByRole('listitem').filter({ hasText: name });

it('files are chosen, dropped and pasted; each that fails says why, and what arrived stays', async () => {
  await mei.open('/trial');
  const { page } = mei;
  await chooser(page).setInputFiles([
    { name: '合同（终稿）.pdf', mimeType: 'application/pdf', buffer: pdf },
    { name: '报价单.pdf', mimeType: 'application/pdf', buffer: Buffer.from('MZ\u0000\u0003 program') },
    { name: '安装.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ') },
  ]);
  await page.getByRole('link', { name: '打开 合同（终稿）.pdf' }).waitFor();
  await line(page, '报价单.pdf').getByText('名称是 pdf，内容是 exe').waitFor();
  // Said by the page, or by the server where the page didn't know the settings yet.
  await line(page, '安装.exe')
    .getByText(/不允许上传/)
    .waitFor();
  await mei.picture('files-input');
  await page.getByRole('button', { name: '不上传 报价单.pdf' }).click();
  await page.getByRole('button', { name: '不上传 安装.exe' }).click();

  const given = async (event: 'drop' | 'paste', name: string, bytes: Buffer, type: string) =>
    page.evaluate(
      ([kind, called, base64, mediaType]) => {
        const data = new DataTransfer();
        const content = Uint8Array.from(atob(base64 ?? ''), (character) => character.charCodeAt(0));
        data.items.add(new File([content], called ?? '', { type: mediaType ?? '' }));
        const target = document.querySelector('.gj-upload input');
        const options = { bubbles: true, cancelable: true };
        target?.dispatchEvent(
          kind === 'drop'
            ? new DragEvent('drop', { ...options, dataTransfer: data })
            : new ClipboardEvent('paste', { ...options, clipboardData: data }),
        );
      },
      [event, name, bytes.toString('base64'), type] as const,
    );
  await given('drop', '现场照片.jpg', await photo.toBuffer(), 'image/jpeg');
  await line(page, '现场照片.jpg').locator('img').waitFor();
  await given('paste', '截图.png', await photo.clone().png().toBuffer(), 'image/png');
  const shown = line(page, '截图.png').locator('img');
  expect(
    await shown.evaluate(async (image: HTMLImageElement) => {
      await image.decode();
      return image.naturalWidth;
    }),
  ).toBe(320);
});

it('one that is cut off is tried again and is there once; one that is given up is not', async () => {
  const { page } = mei;
  let turn = 0;
  await page.route('**/files.uploadFile', async (route) => {
    turn += 1;
    // The first arrives, and its answer is lost on the way back; the second never leaves.
    if (turn > 1) return;
    await route.fetch();
    await route.abort('connectionreset');
  });
  await chooser(page).setInputFiles({ name: '断线.txt', mimeType: 'text/plain', buffer: Buffer.from('断线') });
  const again = line(page, '断线.txt').getByRole('button', { name: '重试' });
  await again.waitFor();
  await chooser(page).setInputFiles({ name: '放弃.txt', mimeType: 'text/plain', buffer: Buffer.from('放弃') });
  // Whoever sends now would send without both: the form waits for what is coming, and isn’t sent while one stands there failed.
  await page.getByLabel('内容').fill('不等附件');
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByText('文件传完就提交').waitFor();
  await mei.picture('files-sending');
  await page.getByRole('button', { name: '取消上传 放弃.txt' }).click();
  await page.getByText('有文件没有传上去：重试或移除后再提交').waitFor();
  expect(notes.size).toBe(0);
  await page.unroute('**/files.uploadFile');
  await again.click();
  await line(page, '断线.txt').getByRole('link', { name: '下载 断线.txt' }).waitFor();
  expect(await test.sql('select name from files.file where name in ($1, $2)', ['断线.txt', '放弃.txt'])).toEqual([
    { name: '断线.txt' },
  ]);
});

it('what was uploaded survives a reload, is sent with the form, and is read by the people chosen', async () => {
  const { page } = mei;
  await page.getByLabel('内容').fill('验收资料');
  await page.reload();
  await page.getByText('已恢复你上次填写的内容。').waitFor();
  await line(page, '合同（终稿）.pdf').waitFor();
  await page.getByRole('button', { name: '移除 截图.png' }).click();
  await line(page, '截图.png').waitFor({ state: 'detached' });

  await page.getByRole('combobox', { name: '给谁' }).fill('wangjg');
  await page.getByTitle('王建国 · 平台组').click();
  await page.getByRole('combobox', { name: '部门' }).fill('平台');
  await page
    .getByTitle(/平台组$/)
    .last()
    .click();
  await mei.picture('files-and-pickers');
  // Sent while the last one is still on its way: it goes with the others.
  const arrival = Promise.withResolvers<void>();
  await page.route('**/files.uploadFile', async (route) => {
    await arrival.promise;
    await route.continue();
  });
  await chooser(page).setInputFiles({ name: '最后.txt', mimeType: 'text/plain', buffer: Buffer.from('最后') });
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByText('文件传完就提交').waitFor();
  arrival.resolve();
  await page.getByRole('heading', { name: '验收资料', level: 1 }).waitFor();
  await line(page, '断线.txt').waitFor();
  await mei.picture('files-list');
  const [noteId, note] = [...notes].at(-1) ?? [];
  expect(note).toMatchObject({ personIds: [jianId], departmentIds: [departmentId] });
  expect(note?.fileIds).toHaveLength(4);

  await jian.open(`/trial/${noteId}`);
  await line(jian.page, '现场照片.jpg').locator('img').waitFor();
  await jian.picture('files-list-phone');
  const saving = jian.page.waitForEvent('download');
  await jian.page.getByRole('link', { name: '下载 断线.txt' }).click();
  const saved = await saving;
  expect(saved.suggestedFilename()).toBe('断线.txt');
  expect(await readDisk(await saved.path(), 'utf8')).toBe('断线');
  const opening = jian.context.waitForEvent('page');
  await jian.page.getByRole('link', { name: '打开 现场照片.jpg' }).click();
  const opened = await opening;
  await opened.locator('img').waitFor();
  await opened.close();

  await jian.open('/trial');
  await jian.page.getByText('拍照').waitFor();
  await jian.picture('files-input-phone');
  const [, camera] = await jian.page.locator('input[type=file]').all();
  await camera?.setInputFiles({ name: 'IMG_0001.jpg', mimeType: 'image/jpeg', buffer: await photo.toBuffer() });
  await line(jian.page, 'IMG_0001.jpg').locator('img').waitFor();
  expect([...mei.complaints, ...jian.complaints]).toEqual([]);
});
