import { beforeAll, describe, expect, it } from 'vitest';
import { drawPdf } from './draw-pdf.ts';
import { type PdfObject, pdfObjects } from './pdf-text.fixture.ts';

// What ISO 19005-2 (PDF/A-2), conformance level B, asks of the parts that a printed form is made of; clauses in brackets.
let raw: string;
let objects: ReadonlyMap<string, PdfObject>;
const all = () => [...objects.values()];
const whole = () => all().map(({ dictionary }) => dictionary);
const of = (dictionary: string, name: string): PdfObject | undefined =>
  objects.get(new RegExp(`/${name} \\[?\\s*(\\d+) 0 R`).exec(dictionary)?.[1] ?? '');
const catalog = () => whole().find((text) => /\/Type \/Catalog\b/.test(text)) ?? '';
const xmp = () => Buffer.from(of(catalog(), 'Metadata')?.stream ?? '', 'latin1').toString('utf8');

beforeAll(async () => {
  const rows = Array.from({ length: 60 }, (_, at) => [String(at + 1), '云南供应商（昆明）', '1,280.00']);
  const { bytes } = await drawPdf(
    {
      language: 'zh',
      heading: '付款审批单',
      number: '编号：FK202603-0001',
      facts: [['申请人', '欧阳·阿卜杜热合曼·买买提艾力 <a&b>']],
      fields: [{ label: '明细', value: { kind: 'table', columns: ['序号', '收款单位', '金额'], rows } }],
      opinions: [{ step: '审批', text: '同意', signed: '王建国', how: '密码登录' }],
      outcomes: [{ step: '王建国', text: '已办妥', signed: '王建国', how: '' }],
      copied: undefined,
      comments: [],
      attachments: ['合同.pdf'],
      code: '7G4K-2MQX-8VWZ-11AB',
      address: 'https://guiju.example.cn/verify/7G4K-2MQX-8VWZ-11AB',
      foot: '归档',
    },
    { madeAt: '2026-03-06T02:00:00Z' },
  );
  raw = Buffer.from(bytes).toString('latin1');
  objects = pdfObjects(raw);
});

describe('the file', () => {
  it('begins with its version and bytes that nobody takes for text [6.1.2], and ends right after its end [6.1.3]', () => {
    const [header = '', comment = ''] = raw.split('\n');
    expect(header).toMatch(/^%PDF-1\.[0-7]$/);
    expect(comment).toMatch(/^%[\x80-\xff]{4,}/);
    expect(raw.trimEnd()).toMatch(/%%EOF$/);
  });

  it('has an id, and is not encrypted [6.1.3]', () => {
    const trailer = raw.slice(raw.lastIndexOf('\ntrailer'));
    expect(trailer).toMatch(/\/ID \[<[0-9a-f]{32}> <[0-9a-f]{32}>\]/i);
    expect(raw).not.toMatch(/\/Encrypt\b/);
  });

  it('says where each object is, and how long each stream [6.1.4, 6.1.7]', () => {
    const xref = Number(/startxref\n(\d+)\n/.exec(raw)?.[1]);
    expect(raw.slice(xref, xref + 4)).toBe('xref');
    const entries = [...raw.slice(xref, raw.lastIndexOf('\ntrailer')).matchAll(/^(\d{10}) (\d{5}) n/gm)];
    expect(entries.length).toBe(objects.size);
    for (const [index, [, at]] of entries.entries())
      expect(raw.slice(Number(at)).startsWith(`${index + 1} 0 obj`), `${index + 1}`).toBe(true);
    const streams = [...raw.matchAll(/\/Length (\d+)\b[\s\S]*?>>\nstream\n/g)];
    expect(streams.length).toBeGreaterThan(5);
    for (const match of streams) {
      const end = match.index + match[0].length + Number(match[1]);
      expect(raw.slice(end, end + 10)).toBe('\nendstream');
    }
    for (const text of whole()) expect(text).not.toMatch(/\/LZWDecode|\/Crypt\b|\/F \(/);
  });

  it('holds nothing that acts, plays or lies elsewhere [6.5.1, 6.5.2, 6.8]', () => {
    for (const text of whole()) {
      expect(text).not.toMatch(/\/(JavaScript|JS|Launch|Sound|Movie|ResetForm|ImportData|AA|OpenAction|XFA)\b/);
      expect(text).not.toMatch(/\/(EmbeddedFiles?|FileAttachment|RichMedia|Screen|3D)\b/);
    }
    expect(catalog()).not.toMatch(/\/NeedAppearances true|\/Requirements/);
  });
});

describe('its metadata', () => {
  it('is XMP that says PDF/A-2B [6.6.2, 6.6.4]', () => {
    expect(xmp()).toMatch(/^<\?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"\?>/);
    expect(xmp()).not.toMatch(/xpacket[^>]*\b(bytes|encoding)=/);
    expect(xmp()).toMatch(/<pdfaid:part>2<\/pdfaid:part>\s*<pdfaid:conformance>B<\/pdfaid:conformance>/);
    expect(xmp()).toContain('http://www.aiim.org/pdfa/ns/id/');
  });

  it('says the same as the document’s information', () => {
    expect(xmp()).toMatch(/<dc:title>[\s\S]*付款审批单 编号：FK202603-0001[\s\S]*<\/dc:title>/);
    expect(xmp()).toContain('<xmp:CreateDate>2026-03-06T02:00:00Z');
    const info = whole().find((text) => text.includes('/CreationDate')) ?? '';
    expect(of(info, 'CreationDate')?.dictionary).toBe('(D:20260306020000Z)');
  });

  it('has one way to show colours, with its profile [6.2.3, 6.2.4]', () => {
    const intent = of(catalog(), 'OutputIntents')?.dictionary ?? catalog();
    expect(intent).toMatch(/\/S \/GTS_PDFA1\b/);
    expect(intent).toMatch(/\/OutputConditionIdentifier \(/);
    const profile = of(intent, 'DestOutputProfile');
    // An ICC profile for a display or printer, three channels, as many as the stream says.
    expect(profile?.dictionary).toMatch(/\/N 3\b/);
    expect(profile?.stream?.slice(36, 40)).toBe('acsp');
    expect(profile?.stream?.slice(12, 20)).toMatch(/^(mntr|prtr)RGB $/);
    for (const { stream } of all()) if (stream && /\bTJ\b/.test(stream)) expect(stream).not.toMatch(/ [kK]\n/);
    for (const text of whole()) expect(text).not.toMatch(/\/DeviceCMYK|\/Interpolate true/);
  });
});

describe('its fonts', () => {
  it('are composite, by identity, embedded whole for what is shown [6.2.11]', () => {
    const fonts = whole().filter((text) => /\/Type \/Font\b/.test(text));
    const composite = fonts.filter((text) => text.includes('/Subtype /Type0'));
    expect(composite.length).toBeGreaterThan(0);
    // No other kind: each of the fourteen usual ones would lie outside of the file.
    expect(fonts.every((text) => /\/Subtype \/(Type0|CIDFontType[02])\b/.test(text))).toBe(true);
    for (const font of composite) {
      expect(font).toMatch(/\/Encoding \/Identity-H/);
      expect(of(font, 'ToUnicode')?.stream).toContain('begincmap');
      const descendant = of(font, 'DescendantFonts')?.dictionary ?? '';
      expect(descendant).toMatch(/\/W (\d+ 0 R|\[)/);
      if (descendant.includes('CIDFontType2')) expect(descendant).toMatch(/\/CIDToGIDMap \/Identity/);
      const descriptor = of(descendant, 'FontDescriptor')?.dictionary ?? '';
      expect(of(descriptor, 'FontFile[23]?')?.stream?.length ?? 0).toBeGreaterThan(1_000);
      // A subset is called so.
      expect(/\/BaseFont \/(\S+)/.exec(font)?.[1]).toMatch(/^[A-Z]{6}\+/);
      expect(/\/FontName \/(\S+)/.exec(descriptor)?.[1]).toBe(/\/BaseFont \/(\S+)/.exec(font)?.[1]);
    }
  });

  it('and every page has what it needs in itself [6.1.13, 6.2.2]', () => {
    const pages = whole().filter((text) => /\/Type \/Page\b/.test(text));
    expect(pages.length).toBeGreaterThan(1);
    for (const page of pages) expect(page).toMatch(/\/Resources (\d+ 0 R|<<)/);
  });
});
