import { readFile } from 'node:fs/promises';
import { setImmediate as turn } from 'node:timers/promises';
import type { Font } from 'fontkit';
import { fillWords } from '#kernel/contract/words.ts';
import { breakLines } from './break-lines.ts';
import type { PrintModel } from './print-model.ts';
import { printWords } from './print-words.ts';

/** A4 in points, and the margins: 2 cm at the top and the sides, 2.4 cm at the foot for the page number. */
const paper = { width: 595.28, height: 841.89, side: 56.7, top: 56.7, foot: 68 };
const inner = paper.width - 2 * paper.side;
const bottom = paper.height - paper.foot;
const pad = 5;
const qrSide = 62;
/** Rows that are drawn before others get a turn. */
const rowsAtOnce = 25;

type Weight = 'Regular' | 'Medium';
type Document = InstanceType<typeof import('pdfkit')>;

interface Cell {
  readonly text: string;
  readonly width: number;
  readonly weight?: Weight;
  readonly align?: 'left' | 'right' | 'center';
}

export interface Pdf {
  readonly bytes: Uint8Array;
  readonly pages: number;
}

const fonts = new Map<Weight, Font>();

/**
 * Noto Sans Hans (SIL Open Font License): every ideograph of GBK and more. Only the characters used go into the file. Read once and
 * kept: finding 30,000 glyphs anew would take most of the time of every document.
 */
async function fontOf(weight: Weight): Promise<Font> {
  const known = fonts.get(weight);
  if (known) return known;
  const { create } = await import('fontkit');
  const file = new URL(`../fonts/NotoSansHans-${weight}.otf`, import.meta.resolve('@embedpdf/fonts-sc'));
  const font = create(await readFile(file)) as Font;
  fonts.set(weight, font);
  return font;
}

/**
 * Draws the printed form as PDF/A-2b: A4, fonts embedded, page numbers, headings repeated where a table goes on overleaf.
 * Thousands of rows are drawn with turns for others in between; `progress` is told how many of them are done.
 */
export async function drawPdf(
  model: PrintModel,
  facts: { readonly madeAt: string; readonly progress?: (done: number, total: number) => void },
): Promise<Pdf> {
  const [{ default: PDFDocument }, { default: encodeQR }] = await Promise.all([import('pdfkit'), import('qr')]);
  const doc = new PDFDocument({
    size: 'A4',
    margin: 0,
    autoFirstPage: false,
    bufferPages: true,
    pdfVersion: '1.7',
    subset: 'PDF/A-2b',
    lang: model.language === 'zh' ? 'zh-CN' : 'en',
    displayTitle: true,
    info: {
      Title: `${model.heading} ${model.number}`,
      Creator: 'Guiju',
      Producer: 'Guiju',
      CreationDate: new Date(facts.madeAt),
      ModDate: new Date(facts.madeAt),
    },
  } as ConstructorParameters<typeof PDFDocument>[0]);
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  const finished = new Promise<void>((resolve, reject) => {
    doc.on('end', resolve);
    doc.on('error', reject);
  });
  for (const weight of ['Regular', 'Medium'] as const)
    doc.registerFont(weight, (await fontOf(weight)) as unknown as PDFKit.Mixins.PDFFontSource);
  const sheet = new Sheet(doc, model);
  sheet.begin(encodeQR(model.address ?? model.code, 'raw', { ecc: 'medium', border: 1 }));

  const total = model.fields.reduce(
    (sum, { value }) => sum + (value.kind === 'table' ? value.rows.length : 1),
    model.opinions.length,
  );
  let done = 0;
  const step = async () => {
    done += 1;
    if (done % rowsAtOnce !== 0) return;
    facts.progress?.(done, total);
    await turn();
  };

  for (const [label, value] of model.facts) sheet.labelled(label, value);
  const [plain, tables] = [
    model.fields.filter(({ value }) => value.kind === 'text'),
    model.fields.filter(({ value }) => value.kind === 'table'),
  ];
  if (plain.length > 0) sheet.title(printWords.content[model.language]);
  for (const { label, value } of plain) {
    if (value.kind === 'text') sheet.labelled(label, value.text);
    await step();
  }
  for (const { label, value } of tables) {
    if (value.kind !== 'table') continue;
    const widths = columnWidths(value.columns, value.rows, (text) => sheet.widthOf(text, 9, 'Regular'));
    const cells = (row: readonly string[], weight: Weight): Cell[] =>
      row.map((text, at) => ({
        text,
        width: widths[at] ?? 0,
        weight,
        align: /^[-+¥￥]?[\d,]+(\.\d+)?%?$/.test(text) ? 'right' : 'left',
      }));
    sheet.title(label);
    sheet.heads(cells(value.columns, 'Medium'));
    for (const row of value.rows) {
      sheet.row(cells(row, 'Regular'), 9);
      await step();
    }
    sheet.heads(undefined);
  }
  sheet.title(printWords.opinions[model.language]);
  if (model.opinions.length === 0) sheet.paragraph(printWords.noOpinions[model.language]);
  for (const opinion of model.opinions) {
    sheet.signed(opinion);
    await step();
  }
  if (model.outcomes.length > 0) {
    sheet.title(printWords.outcomes[model.language]);
    for (const outcome of model.outcomes) sheet.signed(outcome);
  }
  if (model.copied) sheet.paragraph(model.copied);
  if (model.comments.length > 0) {
    sheet.title(printWords.comments[model.language]);
    for (const comment of model.comments) sheet.signed(comment);
  }
  if (model.attachments.length > 0) {
    sheet.title(printWords.attachments[model.language]);
    model.attachments.forEach((name, at) => {
      sheet.paragraph(`${at + 1}. ${name}`);
    });
  }
  const pages = sheet.end();
  doc.end();
  await finished;
  facts.progress?.(total, total);
  return { bytes: Buffer.concat(chunks), pages };
}

/** Widths by what the columns hold, the first column (the number) narrow, none so narrow that nothing fits. */
function columnWidths(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  widthOf: (text: string) => number,
): number[] {
  const wanted = columns.map((head, at) => {
    let most = widthOf(head);
    for (const row of rows.slice(0, 200)) most = Math.max(most, Math.min(160, widthOf(row[at] ?? '')));
    return most + 2 * pad + 1;
  });
  const sum = wanted.reduce((all, one) => all + one, 0);
  if (sum <= inner) return wanted.map((one) => (one / sum) * inner);
  // Only the widest give way, all to the same width, so that amounts and days stay on one line.
  let cap = inner;
  for (let round = 0; round < wanted.length; round += 1) {
    const narrow = wanted.filter((one) => one <= cap);
    const rest = inner - narrow.reduce((all, one) => all + one, 0);
    const next = rest / Math.max(1, wanted.length - narrow.length);
    if (next >= cap) break;
    cap = next;
  }
  const capped = wanted.map((one) => Math.min(one, Math.max(cap, 24)));
  const wide = capped.reduce((all, one) => all + one, 0);
  return capped.map((one) => (one / wide) * inner);
}

/** The paper as it is being written on, from top to bottom. */
class Sheet {
  readonly #doc: Document;
  readonly #model: PrintModel;
  readonly #widths = new Map<string, number>();
  readonly #glyphs = new Map<string, boolean>();
  #y = 0;
  #pages = 0;
  #heads: readonly Cell[] | undefined;
  #lacked = false;

  constructor(doc: Document, model: PrintModel) {
    this.#doc = doc;
    this.#model = model;
  }

  /** The first page: heading in the middle, number below it, the code to scan at the right. */
  begin(qr: readonly (readonly boolean[])[]): void {
    const { heading, number, code, address, language } = this.#model;
    this.#page();
    const left = paper.width - paper.side - qrSide;
    const module = qrSide / qr.length;
    for (const [row, line] of qr.entries())
      for (const [column, dark] of line.entries())
        if (dark) this.#doc.rect(left + column * module, this.#y + row * module, module + 0.05, module + 0.05);
    this.#doc.fill('#000');
    const middle = inner - 2 * (qrSide + 8);
    const x = paper.side + qrSide + 8;
    let y = this.#y + 4;
    for (const line of this.#lines(heading, middle, 17, 'Medium')) {
      this.#write(line, x, y, middle, 17, 'Medium', 'center');
      y += 24;
    }
    this.#write(number, x, y + 2, middle, 10, 'Regular', 'center');
    const below = this.#y + qrSide + 3;
    this.#write(`${printWords.verify[language]} ${code}`, paper.side, below, inner, 8, 'Regular', 'right');
    const how = address
      ? fillWords(printWords.verifyAt, language, { address: address.replace(/^https?:\/\//, '') })
      : printWords.verifyBy[language];
    this.#write(how, paper.side, below + 11, inner, 8, 'Regular', 'right');
    this.#y = Math.max(y + 20, below + 26);
  }

  labelled(label: string, value: string): void {
    this.row(
      [
        { text: label, width: 88, weight: 'Medium' },
        { text: value, width: inner - 88 },
      ],
      10,
    );
  }

  title(text: string): void {
    // A title never stands alone at the foot of a page.
    if (this.#y + 60 > bottom) this.#page();
    this.#write(text, paper.side, this.#y + 12, inner, 11, 'Medium');
    this.#y += 30;
  }

  paragraph(text: string): void {
    this.#y += 5;
    for (const line of this.#lines(text, inner, 10, 'Regular')) {
      if (this.#y + 15 > bottom) this.#page();
      this.#write(line, paper.side, this.#y, inner, 10, 'Regular');
      this.#y += 15;
    }
  }

  /** Heads of the table that begins: drawn now, and again on every page that it goes on to. */
  heads(cells: readonly Cell[] | undefined): void {
    this.#heads = undefined;
    if (!cells) return;
    this.row(cells, 9);
    this.#heads = cells;
  }

  signed(opinion: PrintModel['opinions'][number]): void {
    const width = inner - 88;
    const body = [opinion.text, '', opinion.signed, opinion.how].filter((line, at) => at < 3 || line !== '');
    this.#cells(
      [
        {
          lines: this.#lines(opinion.step, 88 - 2 * pad, 10, 'Medium'),
          cell: { text: '', width: 88, weight: 'Medium' },
        },
        {
          lines: this.#lines(body.join('\n'), width - 2 * pad, 10, 'Regular'),
          cell: { text: '', width },
          // Who and when stand at the right, as under every opinion on paper.
          rightFrom: -this.#lines(body.slice(2).join('\n'), width - 2 * pad, 10, 'Regular').length,
        },
      ],
      10,
    );
  }

  row(cells: readonly Cell[], size: number): void {
    this.#cells(
      cells.map((cell) => ({
        cell,
        lines: this.#lines(cell.text, cell.width - 2 * pad, size, cell.weight ?? 'Regular'),
      })),
      size,
    );
  }

  /** One row of a table; what is too long for the page goes on overleaf, line by line. */
  #cells(
    cells: readonly { readonly cell: Cell; readonly lines: readonly string[]; readonly rightFrom?: number }[],
    size: number,
  ): void {
    const leading = size * 1.5;
    const tallest = Math.max(1, ...cells.map(({ lines }) => lines.length));
    let from = 0;
    // A row that fits on one page isn't torn.
    const whole = tallest * leading + 2 * pad;
    if (this.#y + whole > bottom && whole < (bottom - paper.top) / 3) this.#page();
    while (from < tallest) {
      const room = Math.floor((bottom - this.#y - 2 * pad) / leading);
      if (room < 1) {
        this.#page();
        continue;
      }
      const count = Math.min(room, tallest - from);
      const height = count * leading + 2 * pad;
      let x = paper.side;
      for (const { cell, lines, rightFrom } of cells) {
        this.#doc.lineWidth(0.5).rect(x, this.#y, cell.width, height).stroke('#1d2327');
        lines.slice(from, from + count).forEach((line, at) => {
          const signs = rightFrom !== undefined && from + at >= lines.length + rightFrom;
          const align = signs ? 'right' : (cell.align ?? 'left');
          const y = this.#y + pad + at * leading + (leading - size) / 2 - 1;
          this.#write(line, x + pad, y, cell.width - 2 * pad, size, cell.weight ?? 'Regular', align);
        });
        x += cell.width;
      }
      this.#y += height;
      from += count;
    }
  }

  /** Feet on every page, now that their number is known; gives the number of pages. */
  end(): number {
    const { language, code, foot } = this.#model;
    if (this.#lacked) this.paragraph(printWords.missingGlyph[language]);
    for (let page = 0; page < this.#pages; page += 1) {
      this.#doc.switchToPage(page);
      const y = paper.height - paper.foot + 18;
      const number = fillWords(printWords.page, language, { page: page + 1, pages: this.#pages });
      this.#write(foot, paper.side, y, inner, 8, 'Regular', 'left');
      this.#write(number, paper.side, y, inner, 8, 'Regular', 'center');
      this.#write(`${printWords.verify[language]} ${code}`, paper.side, y, inner, 8, 'Regular', 'right');
    }
    return this.#pages;
  }

  widthOf(text: string, size: number, weight: Weight): number {
    let wide = 0;
    for (const character of text) wide += this.#widthOf(character, weight);
    return (wide * size) / 1000;
  }

  #page(): void {
    this.#doc.addPage({ size: 'A4', margin: 0 });
    this.#pages += 1;
    this.#y = paper.top;
    if (this.#pages === 1) return;
    const { heading, number, language } = this.#model;
    const title = `${heading}${printWords.continued[language]}`;
    this.#write(title, paper.side, paper.top - 22, inner, 9, 'Regular', 'left');
    this.#write(number, paper.side, paper.top - 22, inner, 9, 'Regular', 'right');
    const heads = this.#heads;
    if (!heads) return;
    this.#heads = undefined;
    this.row(heads, 9);
    this.#heads = heads;
  }

  #widthOf(character: string, weight: Weight): number {
    const key = weight + character;
    const known = this.#widths.get(key);
    if (known !== undefined) return known;
    const width = this.#doc.font(weight).fontSize(1000).widthOfString(character);
    this.#widths.set(key, width);
    return width;
  }

  #lines(text: string, width: number, size: number, weight: Weight): string[] {
    // Kerning makes no line wider by more than this.
    return breakLines(this.#drawable(text), width - 0.5, (one) => (this.#widthOf(one, weight) * size) / 1000);
  }

  #write(
    text: string,
    x: number,
    y: number,
    width: number,
    size: number,
    weight: Weight,
    align: 'left' | 'right' | 'center' = 'left',
  ): void {
    if (text === '') return;
    const drawn = this.#drawable(text);
    this.#doc.font(weight).fontSize(size).fillColor('#1d2327');
    const slack = align === 'left' ? 0 : width - this.#doc.widthOfString(drawn);
    this.#doc.text(drawn, align === 'center' ? x + slack / 2 : x + slack, y, { lineBreak: false });
  }

  /** A character that the font lacks is shown by 〓, as printers do: an archive file must not hold an empty box. */
  #drawable(text: string): string {
    let drawn = '';
    for (const character of text.normalize('NFC')) {
      // Joiners and selectors have no shape of their own.
      if (/\p{Default_Ignorable_Code_Point}/u.test(character)) continue;
      if (character === '\n' || character === '\r' || character === '\t' || this.#has(character)) drawn += character;
      else {
        this.#lacked = true;
        drawn += '〓';
      }
    }
    return drawn;
  }

  #has(character: string): boolean {
    const known = this.#glyphs.get(character);
    if (known !== undefined) return known;
    this.#doc.font('Regular');
    const { font } = (this.#doc as unknown as { _font: { font: { hasGlyphForCodePoint(code: number): boolean } } })
      ._font;
    const has = font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0);
    this.#glyphs.set(character, has);
    return has;
  }
}
