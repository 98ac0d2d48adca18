import { inflateSync } from 'node:zlib';

/** What a reader that knows nothing of how the file was made finds in it. */
export interface ReadPdf {
  readonly header: string;
  readonly text: string;
  readonly metadata: string;
  readonly outputIntents: boolean;
  readonly fonts: readonly { readonly name: string; readonly embedded: boolean }[];
}

export interface PdfObject {
  readonly dictionary: string;
  readonly stream: string | undefined;
}

/** The numbered objects of a PDF, streams unpacked. */
export function pdfObjects(raw: string): ReadonlyMap<string, PdfObject> {
  const objects = new Map<string, PdfObject>();
  for (const [, number = '', body = ''] of raw.matchAll(/\n?(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const at = body.indexOf('stream\n');
    const dictionary = at < 0 ? body : body.slice(0, at);
    let stream = at < 0 ? undefined : body.slice(at + 7, body.lastIndexOf('\nendstream'));
    if (stream !== undefined && dictionary.includes('/FlateDecode'))
      stream = inflateSync(Buffer.from(stream, 'latin1')).toString('latin1');
    objects.set(number, { dictionary, stream });
  }
  return objects;
}

/** Reads a PDF whose text is set in composite fonts with ToUnicode maps: fonts, metadata, and the text in its order. */
export function pdfText(bytes: Uint8Array): ReadPdf {
  const raw = Buffer.from(bytes).toString('latin1');
  const objects = pdfObjects(raw);
  const all = [...objects.values()];
  const reference = (dictionary: string, name: string) =>
    objects.get(new RegExp(`/${name} \\[?(\\d+) 0 R`).exec(dictionary)?.[1] ?? '');
  const composite = [...objects].filter(([, { dictionary }]) => dictionary.includes('/Subtype /Type0'));
  const maps = new Map(
    composite.map(([number, { dictionary }]) => [number, unicodeMap(reference(dictionary, 'ToUnicode')?.stream ?? '')]),
  );
  const names = new Map<string, ReadonlyMap<string, string>>();
  for (const { dictionary } of all)
    for (const [, name = '', number = ''] of dictionary.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const map = maps.get(number);
      if (map) names.set(name, map);
    }
  return {
    header: raw.slice(0, 8),
    metadata: Buffer.from(all.find((one) => one.stream?.includes('pdfaid:part'))?.stream ?? '', 'latin1').toString(),
    outputIntents: all.some((one) => one.dictionary.includes('/OutputIntents')),
    fonts: composite.map(([, { dictionary }]) => {
      const descendant = reference(dictionary, 'DescendantFonts');
      const descriptor = reference(descendant?.dictionary ?? '', 'FontDescriptor');
      return {
        name: /\/BaseFont \/(\S+)/.exec(dictionary)?.[1] ?? '',
        embedded: (reference(descriptor?.dictionary ?? '', 'FontFile[23]?')?.stream?.length ?? 0) > 0,
      };
    }),
    text: all.flatMap(({ stream }) => (stream && /\bTJ\b/.test(stream) ? [shownText(stream, names)] : [])).join('\n'),
  };
}

/** Glyph → characters, from a ToUnicode CMap. */
function unicodeMap(cmap: string): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  for (const [, section = ''] of cmap.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const [, from = '', , targets = ''] of section.matchAll(/<(\w+)> <(\w+)> \[([^\]]*)\]/g)) {
      let glyph = Number.parseInt(from, 16);
      for (const [, target = ''] of targets.matchAll(/<([^>]*)>/g)) {
        map.set(glyph.toString(16).padStart(4, '0'), utf16(target));
        glyph += 1;
      }
    }
  }
  return map;
}

const utf16 = (hex: string) => Buffer.from(hex.replace(/\s/g, ''), 'hex').swap16().toString('utf16le');

/** The strings of a page in the order in which they are shown, one to a line. */
function shownText(stream: string, fonts: ReadonlyMap<string, ReadonlyMap<string, string>>): string {
  let map: ReadonlyMap<string, string> = new Map();
  const lines: string[] = [];
  for (const [, font, array] of stream.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (font) map = fonts.get(font) ?? new Map();
    if (!array) continue;
    const hex = [...array.matchAll(/<(\w*)>/g)].map((one) => one[1] ?? '').join('');
    lines.push((hex.match(/.{4}/g) ?? []).map((glyph) => map.get(glyph.toLowerCase()) ?? '\ufffd').join(''));
  }
  return lines.join('\n');
}
