import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readSheet } from '#kernel/server/sheets/read-sheet.ts';
import { writeXlsx } from '#kernel/server/sheets/write-xlsx.ts';
import { maskText } from './domain/mask-text.ts';
import { canMask, maskFile } from './web/mask-file.ts';

const idCard = '11010519491231002X';

describe('a masked text', () => {
  it.each([
    ['电话13812345678。', '电话138****5678。'],
    ['138-1234-5678', '138-****-5678'],
    ['１３８１２３４５６７８', '１３８****５６７８'],
    [idCard, '110*************2X'],
    ['4111111111111111', '************1111'],
    ['姓名：李雪梅，客户:欧阳修', '姓名：李**，客户:欧**'],
    ['请联系张伟先生', '请联系张*先生'],
    ['订单号A13812345678', '订单号A13812345678'],
    ['第 12345678901 号', '第 12345678901 号'],
    ['谢先生', '谢先生'],
  ])('%s', (text, masked) => {
    expect(maskText(text).text).toBe(masked);
    expect(maskText(text).text).toHaveLength(text.length);
    // Once more changes nothing.
    expect(maskText(masked)).toEqual({ text: masked, counts: {} });
  });

  it('counts what it masked', () => {
    const { counts } = maskText(`姓名：李梅 ${idCard} 13812345678 13912345678 花园路3号2栋1502室`);
    expect(counts).toEqual({ name: 1, idCard: 1, phone: 2, homeAddress: 1 });
  });
});

describe('a masked copy', () => {
  it('of a text file, in whatever encoding it was', () => {
    const csv = maskFile('名单.CSV', new TextEncoder().encode('姓名,电话\n李梅,13812345678'));
    expect(new TextDecoder().decode(csv?.bytes)).toBe('姓名,电话\n李梅,138****5678');
    // 电话: in GB18030.
    const old = Uint8Array.from([0xb5, 0xe7, 0xbb, 0xb0, ...strToU8('13812345678')]);
    expect(new TextDecoder().decode(maskFile('a.txt', old)?.bytes)).toBe('电话138****5678');
  });

  it('of a sheet: its texts, and numbers that were kept as numbers', () => {
    const bytes = writeXlsx([{ name: 'a', rows: [['电话'], ['13812345678'], ['备注 & <x>']], headingRow: 1 }]);
    const made = maskFile('名单.xlsx', bytes);
    const sheet = readSheet(made?.bytes ?? new Uint8Array(), 'x.xlsx', () => 1);
    expect('rows' in sheet && sheet.rows.map((row) => row.cells[0])).toEqual(['电话', '138****5678', '备注 & <x>']);
    expect(made?.counts).toEqual({ phone: 1 });
    const parts = unzipSync(bytes);
    const path = 'xl/worksheets/sheet1.xml';
    parts[path] = strToU8(
      strFromU8(parts[path] ?? new Uint8Array()).replace(
        '</sheetData>',
        '<row r="9"><c r="A9" s="1"><v>13912345678</v></c></row></sheetData>',
      ),
    );
    const again = maskFile('名单.xlsx', zipSync(parts));
    expect(strFromU8(unzipSync(again?.bytes ?? new Uint8Array())[path] ?? new Uint8Array())).toContain(
      '<is><t>139****5678</t></is>',
    );
  });

  it('of a document: also where a number is cut into runs', () => {
    const run = (text: string) => `<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
    const xml = `<w:document><w:body><w:p>${run('电话 138')}${run('1234')}${run('5678，订单 7')}</w:p><w:p>${run('A &amp; B')}</w:p></w:body></w:document>`;
    const made = maskFile(
      '合同.docx',
      zipSync({ 'word/document.xml': strToU8(xml), 'word/media/a.png': strToU8('x') }),
    );
    const out = strFromU8(unzipSync(made?.bytes ?? new Uint8Array())['word/document.xml'] ?? new Uint8Array());
    expect(out.replace(/<[^>]+>/g, '')).toBe('电话 138****5678，订单 7A &amp; B');
    expect([made?.counts, made?.pictures]).toEqual([{ phone: 1 }, 1]);
  });

  it('isn’t made of what can’t be taken apart: pictures, broken packages, bombs', () => {
    expect(canMask('a.png')).toBe(false);
    expect(maskFile('a.pdf', strToU8('x'))).toBeUndefined();
    expect(maskFile('a.xlsx', strToU8('not a package'))).toBeUndefined();
    const bomb = zipSync({ 'xl/a.xml': new Uint8Array(61_000_000) });
    expect(maskFile('a.xlsx', bomb)).toBeUndefined();
  });
});
