import { describe, expect, it } from 'vitest';
import { formField } from '../../contract/form-design.ts';
import { readVerificationCode, verificationCode } from '../../domain/verification-code.ts';
import { breakLines } from './break-lines.ts';
import { dayText, instantText } from './day-text.ts';
import { drawPdf } from './draw-pdf.ts';
import { printedValue } from './field-text.ts';
import { pdfText } from './pdf-text.fixture.ts';
import type { PrintModel } from './print-model.ts';

const madeAt = '2026-03-06T02:00:00Z';
const model = (more: Partial<PrintModel>): PrintModel => ({
  language: 'zh',
  heading: '付款审批单',
  number: '编号：FK202603-0001',
  facts: [['申请人', '欧阳·阿卜杜热合曼·买买提艾力·'.repeat(12)]],
  fields: [],
  opinions: [],
  outcomes: [],
  copied: undefined,
  comments: [],
  attachments: [],
  code: '7G4K-2MQX-8VWZ-11AB',
  address: undefined,
  foot: '归档',
  ...more,
});
const context = { language: 'zh' as const, nameOf: (id: string) => `名${id}`, fileNameOf: (id: string) => `件${id}` };

describe('the drawn form', () => {
  it('goes over as many pages as 1,000 rows need, with the heads of the table and a number on every one', async () => {
    const rows = Array.from({ length: 1_000 }, (_, at) => [String(at + 1), `第${at + 1}行的收款单位`, '1,280.00']);
    const told: number[] = [];
    const { bytes, pages } = await drawPdf(
      model({ fields: [{ label: '明细', value: { kind: 'table', columns: ['序号', '收款单位', '金额'], rows } }] }),
      { madeAt, progress: (done, total) => void told.push(done / total) },
    );
    const { text } = pdfText(bytes);
    expect(pages).toBeGreaterThan(20);
    for (let page = 1; page <= pages; page += 1) expect(text).toContain(`第 ${page} 页 / 共 ${pages} 页`);
    expect(text.match(/^收款单位$/gm)).toHaveLength(pages);
    for (const [, name] of rows) expect(text).toContain(name);
    expect(told.at(-1)).toBe(1);
    expect(told.length).toBeGreaterThan(10);
  });

  it('tears what is longer than a page, and loses nothing of it', async () => {
    const words = Array.from({ length: 900 }, (_, at) => `意见${at}`);
    const { bytes, pages } = await drawPdf(
      model({ opinions: [{ step: '审批', text: words.join('\n'), signed: '王建国', how: '密码登录' }] }),
      { madeAt },
    );
    const lines = new Set(pdfText(bytes).text.split('\n'));
    expect(pages).toBeGreaterThan(10);
    expect(words.filter((word) => !lines.has(word))).toEqual([]);
    expect(lines).toContain('王建国');
  });

  it('shows a sign where the font lacks a character, and rare ideographs of names as they are', async () => {
    const { bytes } = await drawPdf(model({ facts: [['申请人', '龘䶮🎉喆堃']] }), { madeAt });
    const { text } = pdfText(bytes);
    expect(text).toContain('龘䶮〓喆堃');
    expect(text).toContain('字体中没有的字');
  });
});

describe('lines', () => {
  const wide = (character: string) => (character.charCodeAt(0) < 256 ? 0.5 : 1);
  it('never begin with a closing mark nor end with an opening one, and keep Latin words', () => {
    const text = '根据（合同）第三条，付款（HT-2026）给供应商。请于 March 31 前付清，谢谢！';
    for (let width = 7; width < 20; width += 1) {
      const lines = breakLines(text, width, wide);
      expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      for (const line of lines) {
        expect(line).not.toMatch(/^[，。）！]/);
        expect(line).not.toMatch(/（$/);
      }
      expect(lines.some((line) => line.includes('March'))).toBe(true);
    }
  });
  it('break a word that is too long anywhere, and keep line breaks and empty lines', () => {
    expect(breakLines('abcdefghij', 2, wide)).toEqual(['abcd', 'efgh', 'ij']);
    expect(breakLines('一\n\n二', 9, wide)).toEqual(['一', '', '二']);
    expect(breakLines('', 9, wide)).toEqual(['']);
  });
});

describe('values on paper', () => {
  const shown = (design: object, value: unknown) => {
    const parsed = formField.parse(design);
    const field = { name: 'f', label: { zh: '', en: '' }, type: parsed.kind, hidden: false, value };
    return printedValue(field, parsed, context);
  };
  const named = { name: 'amount', label: { zh: '金额' } };
  it('are told by the design of their field', () => {
    expect(shown({ kind: 'money', ...named, capitals: true }, 128_050)).toEqual({
      kind: 'text',
      text: '¥1,280.50（人民币壹仟贰佰捌拾元伍角整）',
    });
    expect(
      shown(
        { kind: 'dateRange', ...named, halfDays: true },
        {
          from: { date: '2026-03-05', half: 'morning' },
          to: { date: '2026-03-06', half: 'afternoon' },
        },
      ),
    ).toMatchObject({ text: '2026年3月5日 上午 – 2026年3月6日 下午' });
    expect(shown({ kind: 'person', ...named, multiple: true }, ['a', 'b'])).toMatchObject({ text: '名a、名b' });
    expect(shown({ kind: 'file', ...named }, ['x'])).toMatchObject({ text: '件x' });
    expect(shown({ kind: 'bankAccount', ...named }, '•••• 1234')).toMatchObject({ text: '•••• 1234' });
  });
  it('a detail table has its columns, its rows and its sums', () => {
    const table = {
      kind: 'table',
      name: 'items',
      label: { zh: '明细' },
      sums: ['amount'],
      columns: [
        { kind: 'text', name: 'what', label: { zh: '事项' } },
        { kind: 'money', ...named },
      ],
    };
    expect(
      shown(table, [
        { what: '纸', amount: 1_000 },
        { what: '笔', amount: 250 },
      ]),
    ).toEqual({
      kind: 'table',
      columns: ['序号', '事项', '金额'],
      rows: [
        ['1', '纸', '¥10.00'],
        ['2', '笔', '¥2.50'],
        ['合计', '', '¥12.50'],
      ],
    });
  });
  it('a hidden one says nothing', () => {
    const field = { name: 'f', label: { zh: '', en: '' }, type: 'text', hidden: true, value: '密' };
    expect(JSON.stringify(printedValue(field, undefined, context))).not.toContain('密"');
  });
  it('days and instants have their year', () => {
    expect(dayText('2026-03-05', 'en')).toBe('5 Mar 2026');
    expect(instantText('2026-03-05T16:01:02Z', 'zh', 'Asia/Shanghai')).toBe('2026年3月6日 00:01:02');
  });
});

describe('verification codes', () => {
  it('come back as they were, however they are typed', () => {
    const bytes = Uint8Array.from({ length: 10 }, (_, at) => (at * 37 + 200) % 256);
    const code = verificationCode(bytes);
    expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(readVerificationCode(code)).toEqual(bytes);
    expect(
      readVerificationCode(` ${code.toLowerCase().replaceAll('-', ' ').replaceAll('1', 'l').replaceAll('0', 'o')}`),
    ).toEqual(bytes);
    expect(readVerificationCode(code.slice(1))).toBeUndefined();
    expect(readVerificationCode(`${code.slice(0, -1)}U`)).toBeUndefined();
  });
});
