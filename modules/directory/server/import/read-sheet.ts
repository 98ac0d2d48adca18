import { problem, type SheetProblem } from '../../domain/import/problems.ts';
import type { Sheet } from '../../domain/import/sheet.ts';
import { readCsv } from './read-csv.ts';
import { readXlsx } from './read-xlsx.ts';
import { SHEET_LIMITS, SheetRefusal } from './sheet-grid.ts';

const megabyte = 1024 * 1024;
const oleHeader = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/**
 * Reads an .xlsx or .csv (UTF-8, GB18030, UTF-16 with mark) as a table of texts; of an .xlsx the first visible sheet with a heading
 * row that an address book could have, else the first that isn't empty. What the file is, its bytes say, not its name. A result with a
 * `code` is a problem. Never throws on account of the file, and is bounded by `SHEET_LIMITS`.
 */
export function readSheet(bytes: Uint8Array, fileName: string): Sheet | SheetProblem {
  if (bytes.length === 0) return problem('file.empty');
  const limit = SHEET_LIMITS.fileMegabytes;
  if (bytes.length > limit * megabyte) {
    return problem('file.too_big', {}, { size: Math.ceil(bytes.length / megabyte), limit });
  }
  if (startsWith(bytes, oleHeader)) return oleProblem(bytes);
  try {
    if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0x50, 0x4b, 0x05, 0x06]))
      return readXlsx(bytes, fileName);
    if (!looksLikeText(bytes)) return problem('file.not_a_sheet', {}, { file: fileName });
    const sheet = readCsv(bytes);
    return sheet.rows.length === 0 ? problem('sheet.empty') : sheet;
  } catch (fault) {
    if (fault instanceof SheetRefusal) return fault.found;
    throw fault;
  }
}

function startsWith(bytes: Uint8Array, head: readonly number[]): boolean {
  return head.every((byte, index) => bytes[index] === byte);
}

/** The old container holds protected .xlsx files, old .xls, and other things; stream names stand in it as UTF-16. */
function oleProblem(bytes: Uint8Array): SheetProblem {
  const names = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const holds = (name: string) => names.includes(Buffer.from(name, 'utf16le'));
  return problem(holds('EncryptedPackage') || holds('EncryptionInfo') ? 'file.password' : 'file.old_xls');
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
