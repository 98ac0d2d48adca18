import { strToU8, zipSync } from 'fflate';
import { columnLetter } from '#kernel/contract/sheet.ts';

type WrittenSheet = {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
  /** Number of the heading row (from 1), shown bold and kept in sight. */
  readonly headingRow?: number;
};

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaged = 'http://schemas.openxmlformats.org/package/2006';

/**
 * Writes an .xlsx of text cells: no numbers (a phone keeps its digits), no formulas (a text beginning with = stays text, also when it
 * is edited, by the style's quotePrefix). The same rows give the same bytes.
 */
export function writeXlsx(sheets: readonly WrittenSheet[]): Uint8Array {
  const texts = new Map<string, number>();
  let uses = 0;
  const shared = (text: string): number => {
    uses += 1;
    const known = texts.get(text);
    if (known !== undefined) return known;
    texts.set(text, texts.size);
    return texts.size - 1;
  };
  const sheetXml = sheets.map((sheet) => writtenSheet(sheet, shared));
  const sharedXml = [...texts.keys()].map((text) => `<si><t xml:space="preserve">${xmlText(text)}</t></si>`).join('');
  const numbers = sheets.map((_, index) => index + 1);
  const contentType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const parts: Record<string, string> = {
    '[Content_Types].xml': `<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${contentType}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${contentType}.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="${contentType}.sharedStrings+xml"/>${numbers.map((number) => `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${contentType}.worksheet+xml"/>`).join('')}</Types>`,
    '_rels/.rels': `<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${relationships}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${relationships}"><sheets>${sheets.map((sheet, index) => `<sheet name="${xmlText(sheet.name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packaged}/relationships">${numbers.map((number) => `<Relationship Id="rId${number}" Type="${relationships}/worksheet" Target="worksheets/sheet${number}.xml"/>`).join('')}<Relationship Id="rId${sheets.length + 1}" Type="${relationships}/styles" Target="styles.xml"/><Relationship Id="rId${sheets.length + 2}" Type="${relationships}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    'xl/styles.xml': `<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/></font><font><b/><sz val="11"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf xfId="0"/><xf xfId="0" numFmtId="49" applyNumberFormat="1" quotePrefix="1"/><xf xfId="0" numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/></cellXfs></styleSheet>`,
    'xl/sharedStrings.xml': `<sst xmlns="${main}" count="${uses}" uniqueCount="${texts.size}">${sharedXml}</sst>`,
  };
  for (const [index, xml] of sheetXml.entries()) parts[`xl/worksheets/sheet${index + 1}.xml`] = xml;
  const files = Object.fromEntries(Object.entries(parts).map(([path, xml]) => [path, strToU8(head + xml)]));
  return zipSync(files, { level: 6, mtime: new Date(1980, 0, 1) });
}

function writtenSheet(sheet: WrittenSheet, shared: (text: string) => number): string {
  const heading = sheet.headingRow ?? 1;
  const columns = sheet.rows[heading - 1]?.length ?? 1;
  const rows = sheet.rows.map((row, index) => {
    const style = index + 1 === heading ? 2 : 1;
    const cells = row.map((text, column) =>
      text === '' ? '' : `<c r="${columnLetter(column)}${index + 1}" s="${style}" t="s"><v>${shared(text)}</v></c>`,
    );
    return `<row r="${index + 1}">${cells.join('')}</row>`;
  });
  const frozen = `<pane ySplit="${heading}" topLeftCell="A${heading + 1}" activePane="bottomLeft" state="frozen"/>`;
  return `<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0">${frozen}</sheetView></sheetViews><cols><col min="1" max="${columns}" width="16" style="1" customWidth="1"/></cols><sheetData>${rows.join('')}</sheetData></worksheet>`;
}

function xmlText(text: string): string {
  return text
    .replace(/_(?=x[0-9a-fA-F]{4}_)/g, '_x005F_')
    .toWellFormed()
    .replace(/[\p{Cc}\ufffe\uffff]/gu, (point) => (point === '\t' || point === '\n' ? point : ''))
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
