import { strToU8, zipSync } from 'fflate';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { fillWords, type Language } from '#kernel/contract/words.ts';
import type { DownloadedFile } from '#kernel/server/context.ts';
import { writeXlsx } from '#kernel/server/sheets/write-xlsx.ts';
import { basisWords, purposeWords, retentionWords } from '../contract/mark-words.ts';
import type { listOwnData } from '../contract/operations.ts';
import { ownKinds } from '../contract/own-kinds.ts';
import { fieldPath, isTechnicalPath } from '../domain/field-path.ts';
import { flatRow } from '../domain/flat-row.ts';
import { type OwnReader, ownPage } from './own-pages.ts';

/** Of one kind; whoever has more is told so in the package. */
const mostPages = 200;
const words = {
  zh: {
    file: '我的信息',
    register: '用途和保留',
    headings: ['类别', '字段', '用途', '依据', '敏感', '保留'],
    yes: '是',
    kept: '保留多久',
    keptHeadings: ['内容', '保留', '说明'],
    more: '（太多，未全部导出）',
    between: '、',
  },
  en: {
    file: 'My data',
    register: 'Purposes',
    headings: ['Kind', 'Fields', 'Purpose', 'Basis', 'Sensitive', 'Kept'],
    yes: 'yes',
    kept: 'How long',
    keptHeadings: ['What', 'Kept', 'Remarks'],
    more: '(too many: not all of them)',
    between: ', ',
  },
};

/** Everything that is recorded of a person: JSON for each kind, and a workbook that says what for and how long, as the screen does. */
export async function ownPackage(
  reader: OwnReader,
  { kinds, kept, periods }: OutputOf<typeof listOwnData>,
  language: Language,
): Promise<DownloadedFile> {
  const say = words[language];
  const files: Record<string, Uint8Array> = {};
  const sheets: { name: string; rows: string[][]; headingRow: number }[] = [];
  for (const kind of ownKinds) {
    const pages: unknown[] = [];
    let cursor: string | undefined;
    do {
      const page = await ownPage(reader, kind, cursor);
      pages.push(page.data);
      cursor = page.next;
    } while (cursor && pages.length < mostPages);
    const [first] = pages;
    const isList = typeof first === 'object' && first !== null && 'rows' in first;
    const rows = isList ? pages.flatMap((page) => (page as { rows: unknown[] }).rows) : pages;
    const name = `${kind.name[language]}${cursor ? say.more : ''}`;
    files[`${kind.key}.json`] = strToU8(JSON.stringify({ name, complete: !cursor, rows }, null, 2));
    const flat = rows.map((row) => flatRow(row, language));
    const columns = [...new Set(flat.flatMap((row) => [...row.keys()]))].filter((path) => !isTechnicalPath(path));
    sheets.push({
      name: kind.name[language].slice(0, 31),
      rows: [
        columns.length > 0 ? columns.map((column) => fieldPath(kind.key, column, language)) : ['—'],
        ...flat.map((row) => columns.map((column) => row.get(column) ?? '')),
      ],
      headingRow: 1,
    });
  }
  const register = kinds.flatMap(({ key, name, marks }) =>
    marks.map(({ fields, purpose, basis, sensitive, retention }) => [
      name[language],
      fields.map((field) => fieldPath(key, field, language)).join(say.between),
      purposeWords[purpose][language],
      basisWords[basis][language],
      sensitive ? say.yes : '',
      fillWords(retentionWords[retention], language, periods),
    ]),
  );
  const keptFor = kept.map(({ title, hint, period }) => [
    title[language],
    fillWords(retentionWords[period], language, periods),
    hint[language],
  ]);
  files['my-data.xlsx'] = writeXlsx([
    { name: say.register, rows: [say.headings, ...register], headingRow: 1 },
    { name: say.kept, rows: [say.keptHeadings, ...keptFor], headingRow: 1 },
    ...sheets,
  ]);
  return { bytes: zipSync(files, { level: 6 }), name: `${say.file}.zip`, mediaType: 'application/zip' };
}
