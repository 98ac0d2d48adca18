import type { Sheet, SheetFault, SheetFaultCode, SheetRow } from '#kernel/contract/sheet.ts';
import { readCsv } from './read-csv.ts';
import { readXlsx } from './read-xlsx.ts';
import { SHEET_LIMITS, SheetRefusal } from './sheet-grid.ts';

const megabyte = 1024 * 1024;
const oleHeader = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/** How many headings that the caller knows stand in the rows from the beginning of a sheet; 0: it isn't the one. */
export type KnownHeadings = (rows: readonly SheetRow[]) => number;

const fault = (code: SheetFaultCode, facts: SheetFault['facts'] = {}): SheetFault => ({ code, facts });

/**
 * Reads an .xlsx or .csv (UTF-8, GB18030, UTF-16 with mark) as a table of texts; of an .xlsx the first visible sheet with known
 * headings, else the first that isn't empty. What the file is, its bytes say, not its name. A result with a `code` says why it
 * can't be read. Never throws on account of the file, and is bounded by `SHEET_LIMITS`.
 */
export function readSheet(bytes: Uint8Array, fileName: string, known: KnownHeadings): Sheet | SheetFault {
  if (bytes.length === 0) return fault('file.empty');
  const limit = SHEET_LIMITS.fileMegabytes;
  if (bytes.length > limit * megabyte) {
    return fault('file.too_big', { size: Math.ceil(bytes.length / megabyte), limit });
  }
  if (startsWith(bytes, oleHeader)) return oleFault(bytes);
  try {
    if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0x50, 0x4b, 0x05, 0x06]))
      return readXlsx(bytes, fileName, known);
    if (!looksLikeText(bytes)) return fault('file.not_a_sheet', { file: fileName });
    const sheet = readCsv(bytes, known);
    return sheet.rows.length === 0 ? fault('sheet.empty') : sheet;
  } catch (refusal) {
    if (refusal instanceof SheetRefusal) return refusal.found;
    throw refusal;
  }
}

function startsWith(bytes: Uint8Array, head: readonly number[]): boolean {
  return head.every((byte, index) => bytes[index] === byte);
}

/** The old container holds protected .xlsx files, old .xls, and other things; stream names stand in it as UTF-16. */
function oleFault(bytes: Uint8Array): SheetFault {
  const names = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const holds = (name: string) => names.includes(Buffer.from(name, 'utf16le'));
  return fault(holds('EncryptedPackage') || holds('EncryptionInfo') ? 'file.password' : 'file.old_xls');
}

function looksLikeText(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  const beginning = bytes.subarray(0, 4096);
  if (beginning.includes(0)) return false;
  const text = new TextDecoder('latin1').decode(beginning);
  // Pictures and PDF without a zero near the beginning, and web pages that call themselves .xls.
  return !/^(?:\x89PNG|\xff\xd8\xff|GIF8|%PDF|BM|RIFF|Rar!|7z)|^(?:\xef\xbb\xbf)?\s*<(?:\?xml|!doctype|html|table|svg)/i.test(
    text,
  );
}
