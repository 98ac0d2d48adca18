import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { type Masked, type MaskedKind, maskText } from '../domain/mask-text.ts';

export interface MaskedFile {
  readonly bytes: Uint8Array;
  readonly counts: Masked['counts'];
  /** Pictures inside, which nobody looked into. */
  readonly pictures: number;
}

/** Larger ones aren't taken apart in a browser; unpacked, they may be this much. */
const mostUnpacked = 60_000_000;
const mostBytes = 20_000_000;

const texts = ['txt', 'csv', 'md', 'tsv', 'log'] as const;
const packages = ['docx', 'xlsx', 'pptx'] as const;
const endingOf = (name: string) => name.slice(name.lastIndexOf('.') + 1).toLowerCase();

/** Whether a masked copy of a file with this name can be made. */
export const canMask = (name: string): boolean => [...texts, ...packages].some((ending) => ending === endingOf(name));

/**
 * A copy of a file with what tells of persons masked, made where the file is, so that the original needn't leave: text files
 * (UTF-8, else GB18030; written as UTF-8) and documents of Office as packages. Undefined where it can't be made.
 */
export function maskFile(name: string, bytes: Uint8Array): MaskedFile | undefined {
  if (bytes.length > mostBytes || !canMask(name)) return undefined;
  if (texts.some((ending) => ending === endingOf(name))) {
    const { text, counts } = maskText(decoded(bytes));
    return { bytes: new TextEncoder().encode(text), counts, pictures: 0 };
  }
  try {
    return maskPackage(bytes);
  } catch {
    return undefined;
  }
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

function maskPackage(bytes: Uint8Array): MaskedFile | undefined {
  let unpacked = 0;
  const parts = unzipSync(bytes, {
    filter: ({ originalSize }) => {
      unpacked += originalSize;
      if (unpacked > mostUnpacked) throw new RangeError('too large');
      return true;
    },
  });
  const counts: Partial<Record<MaskedKind, number>> = {};
  const add = (more: Masked['counts']) => {
    for (const [kind, count] of Object.entries(more) as [MaskedKind, number][])
      counts[kind] = (counts[kind] ?? 0) + count;
  };
  let pictures = 0;
  for (const [path, part] of Object.entries(parts)) {
    if (/\/media\/|\/embeddings\//.test(path)) pictures += 1;
    if (!path.endsWith('.xml') || path === '[Content_Types].xml') continue;
    const xml = strFromU8(part);
    const masked = maskXml(path, xml, add);
    if (masked !== xml) parts[path] = strToU8(masked);
  }
  return { bytes: zipSync(parts, { level: 6 }), counts, pictures };
}

/** Characters of paragraphs, whatever runs they are cut into; numbers of cells become texts where they are masked. */
function maskXml(path: string, xml: string, add: (counts: Masked['counts']) => void): string {
  const plain = xml.replace(/&#(?:x([0-9a-f]+)|([0-9]+));/gi, (whole, hex, decimal) => {
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0x7f && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
  if (/^xl\/worksheets\//.test(path)) {
    return plain.replace(/<c\b([^>]*)>([\s\S]*?)<\/c>/g, (whole, attributes: string, inside: string) => {
      const kind = /\bt="([^"]*)"/.exec(attributes)?.[1];
      if (kind === 's' || kind === 'b' || kind === 'e') return whole;
      if (kind === 'inlineStr' || kind === 'str') return maskTexts(whole, add);
      const value = /<v>([^<]*)<\/v>/.exec(inside)?.[1] ?? '';
      const { text, counts } = maskText(value);
      if (text === value) return whole;
      add(counts);
      return `<c${attributes} t="inlineStr"><is><t>${text}</t></is></c>`;
    });
  }
  // What was cached of a pivot table would bring back what its sheet doesn't say any more.
  if (/^xl\/pivotCache\//.test(path)) {
    return plain.replace(/\bv="([^"]*)"/g, (_, value: string) => {
      const { text, counts } = maskText(value);
      add(counts);
      return `v="${text}"`;
    });
  }
  const paragraph = /^xl\//.test(path)
    ? /<si\b[\s\S]*?<\/si>|<comment\b[\s\S]*?<\/comment>|<c:pt\b[\s\S]*?<\/c:pt>/g
    : /<[aw]:p\b[\s\S]*?<\/[aw]:p>/g;
  return plain.replace(paragraph, (whole) => maskTexts(whole, add));
}

/** Masks what the text elements of a piece of XML say together, and puts each sign back where it stood. */
function maskTexts(xml: string, add: (counts: Masked['counts']) => void): string {
  const element = /(<(?:[a-z]+:)?(?:t|delText|v)(?: [^>]*)?>)([^<]*)(<\/)/g;
  const said = [...xml.matchAll(element)].map((match) => match[2] ?? '').join('');
  const { text, counts } = maskText(said);
  if (text === said) return xml;
  add(counts);
  let at = 0;
  return xml.replace(element, (_, open: string, inner: string, close: string) => {
    const put = text.slice(at, at + inner.length);
    at += inner.length;
    return open + put + close;
  });
}
