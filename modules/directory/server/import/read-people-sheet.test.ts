import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Sheet } from '#kernel/contract/sheet.ts';
import { writeCsv } from '#kernel/server/sheets/write-csv.ts';
import { writeXlsx } from '#kernel/server/sheets/write-xlsx.ts';
import type { Problem } from '../../domain/import/problems.ts';
import { problemText } from '../../domain/import/problems.ts';
import { readPeople } from '../../domain/import/read-people.ts';
import { readPeopleSheet } from './read-people-sheet.ts';

const HEAD = ['姓名', '帐号', '部门', '手机'];

function sheetOf(bytes: Uint8Array, fileName = 'people.xlsx'): Sheet {
  const result = readPeopleSheet(bytes, fileName);
  if ('code' in result) throw new Error(problemText(result, 'en'));
  return result;
}

function problemOf(bytes: Uint8Array, fileName = 'people.xlsx'): Problem {
  const result = readPeopleSheet(bytes, fileName);
  if (!('code' in result)) throw new Error('was read');
  return result;
}

/** A workbook from bare XML, as other programs write them. */
function workbook(
  sheetData: string,
  more: { styles?: string; shared?: string; sheets?: string; pr?: string } = {},
): Uint8Array {
  const head = '<?xml version="1.0" encoding="UTF-8"?>';
  return zipSync({
    'xl/workbook.xml': strToU8(
      `${head}<workbook xmlns:r="r">${more.pr ?? ''}<sheets>${more.sheets ?? '<sheet name="成员" sheetId="1" r:id="rId1"/>'}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      `${head}<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="x/worksheet" Target="/xl/worksheets/sheet2.xml"/></Relationships>`,
    ),
    'xl/worksheets/sheet1.xml': strToU8(`${head}<worksheet>${sheetData}</worksheet>`),
    'xl/worksheets/sheet2.xml': strToU8(
      `${head}<worksheet><sheetData><row r="1"><c t="inlineStr"><is><t>姓名</t></is></c><c t="inlineStr"><is><t>帐号</t></is></c></row></sheetData></worksheet>`,
    ),
    ...(more.styles ? { 'xl/styles.xml': strToU8(head + more.styles) } : {}),
    ...(more.shared ? { 'xl/sharedStrings.xml': strToU8(head + more.shared) } : {}),
  });
}

const heading = `<row r="1">${HEAD.map((text, index) => `<c r="${'ABCD'[index]}1" t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`;

describe('an .xlsx', () => {
  it('comes back as it was written, every text unchanged', () => {
    const rows = [
      ['=1+1', '007', ' 前后空格 ', '13800000000'],
      ['a\nb\tc', '<&">', '_x0041_', '110101199001011234'],
      ['', '👨‍👩‍👧', '𠮷野家', ''],
    ];
    const sheet = sheetOf(writeXlsx([{ name: '成员', rows: [HEAD, ...rows] }]));
    expect(sheet.rows.map((row) => row.cells)).toEqual([
      HEAD,
      ...rows.map((row) => (row[3] === '' ? row.slice(0, 3) : row)),
    ]);
    expect(sheet.name).toBe('成员');
    expect(sheet.marks).toEqual([]);
  });

  it('is written the same way twice', () => {
    expect(writeXlsx([{ name: 'a', rows: [HEAD] }])).toEqual(writeXlsx([{ name: 'a', rows: [HEAD] }]));
  });

  it('keeps the digits of numbers, leading zeros of a format, and says where Excel lost digits', () => {
    const styles = `<styleSheet><numFmts><numFmt numFmtId="170" formatCode="00000"/><numFmt numFmtId="171" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="14"/></cellXfs></styleSheet>`;
    const data = `<sheetData>${heading}<row r="4"><c r="A4"><v>1.38E10</v></c><c r="B4" s="1"><v>123</v></c><c r="C4" s="2"><v>45322</v></c><c r="D4"><v>1.1010119900101123E+17</v></c></row><row r="5"><c r="A5" s="3"><v>60</v></c><c r="B5"><v>0.1</v></c><c r="C5" t="b"><v>1</v></c><c r="D5" s="3"><v>45322.75</v></c></row></sheetData>`;
    const sheet = sheetOf(workbook(data, { styles }));
    expect(sheet.rows[1]).toEqual({ number: 4, cells: ['13800000000', '00123', '2024-01-31', '110101199001011230'] });
    expect(sheet.rows[2]?.cells).toEqual(['1900-02-28', '0.1', 'TRUE', '2024-01-31 18:00']);
    expect(sheet.marks).toEqual([{ row: 4, column: 3, kind: 'precision' }]);
    const from1904 = sheetOf(workbook(data, { styles, pr: '<workbookPr date1904="1"/>' }));
    expect(from1904.rows[2]?.cells[0]).toBe('1904-03-01');
  });

  it('joins rich text, leaves phonetic marks out, and finds cells without references', () => {
    const shared =
      '<sst><si><r><t>张</t></r><r><t xml:space="preserve">三 </t></r><rPh sb="0" eb="1"><t>zhang</t></rPh></si></sst>';
    const data = `<sheetData>${heading}<row><c t="s"><v>0</v></c><c t="str"><v>zs</v></c></row></sheetData>`;
    expect(sheetOf(workbook(data, { shared })).rows[1]).toEqual({ number: 2, cells: ['张三 ', 'zs'] });
  });

  it('fills cells that are merged downwards, not sideways', () => {
    const data = `<sheetData>${heading}<row r="2"><c r="A2" t="inlineStr"><is><t>甲</t></is></c><c r="C2" t="inlineStr"><is><t>研发</t></is></c></row><row r="3"><c r="A3" t="inlineStr"><is><t>乙</t></is></c></row><row r="4"><c r="A4" t="inlineStr"><is><t>说明</t></is></c></row></sheetData><mergeCells><mergeCell ref="C2:C1048576"/><mergeCell ref="A4:D4"/></mergeCells>`;
    const cells = sheetOf(workbook(data)).rows.map((row) => row.cells);
    expect(cells.slice(1)).toEqual([
      ['甲', '', '研发'],
      ['乙', '', '研发'],
      ['说明', '', '研发'],
    ]);
  });

  it('takes the first visible sheet that has headings', () => {
    const note = '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>说明</t></is></c></row></sheetData>';
    const both = '<sheet name="说明" sheetId="1" r:id="rId1"/><sheet name="成员" sheetId="2" r:id="rId2"/>';
    expect(sheetOf(workbook(note, { sheets: both })).name).toBe('成员');
    const hidden =
      '<sheet name="说明" sheetId="1" r:id="rId1"/><sheet name="选项" sheetId="2" state="hidden" r:id="rId2"/>';
    expect(sheetOf(workbook(note, { sheets: hidden })).name).toBe('说明');
  });

  it('reads formulas by their stored result and reports them', () => {
    const data = `<sheetData>${heading}<row r="2"><c r="A2" t="str"><f>HYPERLINK("http://x","张三")</f><v>张三</v></c><c r="B2" t="inlineStr"><is><t>zs</t></is></c><c r="C2" t="inlineStr"><is><t>@SUM(1)</t></is></c><c r="D2" t="e"><f>1/0</f><v>#DIV/0!</v></c></row></sheetData>`;
    const people = readPeople(sheetOf(workbook(data)));
    expect(people.rows[0]?.name).toBe('张三');
    expect(people.problems.map((found) => [found.code, found.row, found.column])).toEqual([
      ['cell.formula', 2, 'A'],
      ['cell.error', 2, 'D'],
      ['cell.formula_like', 2, 'C'],
    ]);
  });
});

describe('a .csv', () => {
  const text =
    '\ufeff填写须知：1、"部门"用/隔开\r\n姓名,帐号,部门,手机\r\n张三,zs,"研发;市场",13800000000\r\n\r\n"李""四",ls,"a\r\nb",\'+85291234567\r\n';

  it('keeps row numbers, quotes, and line breaks in cells', () => {
    const sheet = sheetOf(strToU8(text), 'a.csv');
    expect(sheet.rows.map((row) => row.number)).toEqual([1, 2, 3, 5]);
    expect(sheet.rows[2]?.cells).toEqual(['张三', 'zs', '研发;市场', '13800000000']);
    expect(sheet.rows[3]?.cells).toEqual(['李"四', 'ls', 'a\r\nb', '+85291234567']);
  });

  it('is read in UTF-8, UTF-16 and GB18030 alike', () => {
    const utf16 = new Uint8Array(Buffer.from('\ufeff姓名\t帐号\n张三\tzs\n', 'utf16le'));
    // 姓名,帐号\n张三,zs and a four-byte character (㐀) in GB18030.
    const gb = Uint8Array.from([
      ...[0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xd5, 0xca, 0xba, 0xc5, 0x0a],
      ...[0xd5, 0xc5, 0x81, 0x39, 0xee, 0x39, 0x2c, 0x7a, 0x73],
    ]);
    expect(sheetOf(utf16, 'a.csv').rows[1]?.cells).toEqual(['张三', 'zs']);
    expect(sheetOf(gb, 'a.csv').rows.map((row) => row.cells)).toEqual([
      ['姓名', '帐号'],
      ['张㐀', 'zs'],
    ]);
  });

  it.each([',', '\t', ';', '|'])('finds the separator %j', (separator) => {
    const rows = [HEAD, ['张三', 'zs', '研发', '138;1,2']];
    const written = rows
      .map((row) => row.map((cell) => (separator === '|' ? cell : `"${cell}"`)).join(separator))
      .join('\n');
    expect(sheetOf(strToU8(written), 'a.csv').rows[1]?.cells).toEqual(rows[1]);
  });

  it('obeys a sep= line, which Excel does not count', () => {
    const sheet = sheetOf(strToU8('sep=;\r\n姓名;帐号\r\n张三;zs\r\n'), 'a.csv');
    expect(sheet.rows[1]).toEqual({ number: 2, cells: ['张三', 'zs'] });
  });

  it('comes back as it was written, and holds nothing a spreadsheet would run', () => {
    const rows = [HEAD, ["=cmd|' /C calc'!A0", "'=x", '-a,"b"', '+86 1'], ['@a', 'x\r\ny', ' z ', "'plain"]];
    const bytes = writeCsv(rows);
    expect(sheetOf(bytes, 'a.csv').rows.map((row) => row.cells)).toEqual(rows);
    const cells = new TextDecoder().decode(bytes).split(/[,\r\n\ufeff]+/);
    expect(cells.filter((cell) => /^"?[=+\-@]/.test(cell))).toEqual([]);
  });

  it('says in which line quotes stop matching', () => {
    const found = problemOf(strToU8('姓名,帐号\n"张三,zs\n'), 'a.csv');
    expect(found.code).toBe('file.quotes');
    expect(found.facts.line).toEqual(expect.any(Number));
  });
});

describe('a file that is no address book', () => {
  const ole = (stream: string) =>
    Uint8Array.from([
      0xd0,
      0xcf,
      0x11,
      0xe0,
      0xa1,
      0xb1,
      0x1a,
      0xe1,
      ...new Uint8Array(600),
      ...Buffer.from(stream, 'utf16le'),
    ]);
  const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]);
  const jpeg = Uint8Array.from([0xff, 0xd8, 0xff, 0xe1, 0x20, 0x45, 0x78]);
  const whole = writeXlsx([{ name: '成员', rows: [HEAD, ['张三', 'zs', '研发', '']] }]);

  it.each([
    ['empty', new Uint8Array(0), 'file.empty'],
    ['50 MB', new Uint8Array(50 * 1024 * 1024), 'file.too_big'],
    ['protected by a password', ole('EncryptedPackage'), 'file.password'],
    ['an old .xls', ole('Workbook'), 'file.old_xls'],
    ['a PNG named .xlsx', png, 'file.not_a_sheet'],
    ['a JPEG named .xlsx', jpeg, 'file.not_a_sheet'],
    ['a web page named .xls', strToU8('<html><table></table></html>'), 'file.not_a_sheet'],
    ['cut off', whole.slice(0, whole.length - 100), 'file.broken'],
    ['an empty zip', zipSync({}), 'file.not_a_sheet'],
    ['a .docx', zipSync({ 'word/document.xml': strToU8('<w/>') }), 'file.not_a_sheet'],
    ['an .xlsb', zipSync({ 'xl/workbook.bin': strToU8('x') }), 'file.xlsb'],
    ['broken XML', workbook('<sheetData><row>'), 'file.broken'],
    ['an entity of its own', workbook('<sheetData><row><c t="str"><v>&boom;</v></c></row></sheetData>'), 'file.broken'],
    ['without content', writeXlsx([{ name: 'a', rows: [] }]), 'sheet.empty'],
    ['blank text', strToU8('\n , \n'), 'sheet.empty'],
    ['neither UTF-8 nor GB18030', Uint8Array.from([0x61, 0xff, 0xff, 0x62]), 'file.encoding'],
  ])('%s', (_, bytes, code) => {
    const found = problemOf(bytes);
    expect(found.code).toBe(code);
    for (const language of ['zh', 'en'] as const) expect(problemText(found, language)).not.toMatch(/\{\w+\}/);
  });

  it('damaged somewhere in the middle never throws', () => {
    for (let at = 4; at < whole.length; at += 7) {
      const damaged = whole.slice();
      damaged[at] = (damaged[at] ?? 0) ^ 0xff;
      expect(() => readPeopleSheet(damaged, 'people.xlsx')).not.toThrow();
    }
  });

  it('an encrypted zip says so', () => {
    const locked = whole.slice();
    locked[6] = 1;
    expect(problemOf(locked).code).toBe('file.password');
  });
});

describe('a file that unpacks to more than its share', () => {
  const bomb = zipSync(
    { 'xl/workbook.xml': strToU8('<workbook/>'), 'xl/sharedStrings.xml': new Uint8Array(65 * 1024 * 1024) },
    { level: 1 },
  );

  it('is refused by its declared size', () => {
    expect(bomb.length).toBeLessThan(1024 * 1024);
    expect(problemOf(bomb).code).toBe('file.unzips_too_big');
  });

  it('gets no more room than it declares when it lies', () => {
    const bytes = bomb.slice();
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let told = 0;
    for (let at = 0; at + 4 < bytes.length; at += 1) {
      // Uncompressed size in the central directory.
      if (view.getUint32(at, true) === 0x02014b50) {
        view.setUint32(at + 24, Math.min(view.getUint32(at + 24, true), 100), true);
        told += 1;
      }
    }
    expect(told).toBe(2);
    const before = process.memoryUsage().arrayBuffers;
    expect(problemOf(bytes).code).toMatch(/^file\.|^sheet\./);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20 * 1024 * 1024);
  });

  it('is refused by rows, by columns and by overlapping merges', () => {
    const many = (count: number) => Array.from({ length: count }, () => ['x']);
    expect(problemOf(writeCsv(many(50_001)), 'a.csv').code).toBe('sheet.too_many_rows');
    const wide = [Array.from({ length: 257 }, () => 'x')];
    expect(problemOf(writeXlsx([{ name: 'a', rows: wide }])).code).toBe('sheet.too_many_columns');
    const rows = Array.from(
      { length: 5000 },
      (_, index) => `<row r="${index + 1}"><c r="A${index + 1}"><v>1</v></c></row>`,
    );
    const merges = Array.from({ length: 5000 }, () => '<mergeCell ref="A1:A5000"/>');
    const data = `<sheetData>${rows.join('')}</sheetData><mergeCells>${merges.join('')}</mergeCells>`;
    expect(problemOf(workbook(data)).code).toBe('file.broken');
  });
});
