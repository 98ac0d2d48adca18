/** The directory of a zip archive lies at its end; this many bytes from the end hold where it begins. */
export const zipTailBytes = 65_557;
/** A longer directory isn't read: nothing is promised of such an archive. */
const longestDirectory = 8_000_000;

/** Where the directory of an archive lies, by the archive's last bytes; undefined where it says nothing that can be. */
export function zipDirectory(tail: Uint8Array, size: number): { from: number; until: number } | undefined {
  const view = new DataView(tail.buffer, tail.byteOffset, tail.byteLength);
  for (let at = tail.length - 22; at >= 0; at -= 1) {
    if (view.getUint32(at, true) !== 0x06054b50) continue;
    const length = view.getUint32(at + 12, true);
    const from = view.getUint32(at + 16, true);
    return length <= longestDirectory && from + length <= size ? { from, until: from + length } : undefined;
  }
  return undefined;
}

/** The names of an archive's entries, from its directory. Nothing is unpacked: what it would grow to doesn't matter. */
export function zipEntries(directory: Uint8Array): string[] {
  const view = new DataView(directory.buffer, directory.byteOffset, directory.byteLength);
  const decoder = new TextDecoder();
  const names: string[] = [];
  for (let at = 0; at + 46 <= directory.length && view.getUint32(at, true) === 0x02014b50; ) {
    const name = view.getUint16(at + 28, true);
    names.push(decoder.decode(directory.subarray(at + 46, at + 46 + name)));
    at += 46 + name + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return names;
}

const marks: readonly (readonly [type: string, mediaType: string, entry: RegExp])[] = [
  ['apk', 'application/vnd.android.package-archive', /^AndroidManifest\.xml$/],
  ['ipa', 'application/octet-stream', /^Payload\/[^/]+\.app\//],
  ['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', /^word\/document\d*\.xml$/],
  ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', /^xl\/workbook\d*\.(xml|bin)$/],
  ['pptx', 'application/vnd.openxmlformats-officedocument.presentationml.presentation', /^ppt\/presentation\d*\.xml$/],
  ['vsdx', 'application/vnd.ms-visio.drawing', /^visio\/document\.xml$/],
  ['ofd', 'application/ofd', /^OFD\.xml$/],
  ['epub', 'application/epub+zip', /^META-INF\/container\.xml$/],
  ['jar', 'application/java-archive', /^META-INF\/MANIFEST\.MF$/],
];
const openDocument: Readonly<Record<string, string>> = { text: 'odt', spreadsheet: 'ods', presentation: 'odp' };

/**
 * What an archive is, by the names in it. `head`: its first bytes, where an OpenDocument says its media type unpacked.
 */
export function zipType(names: readonly string[], head: Uint8Array) {
  const holds = names.some((name) => /(^|\/)vba(Project|Data)[^/]*\.(bin|xml)$/i.test(name)) ? ['macro'] : [];
  for (const [type, mediaType, entry] of marks) {
    if (names.some((name) => entry.test(name))) return { type, mediaType, holds };
  }
  const said = /^mimetypeapplication\/vnd\.oasis\.opendocument\.(text|spreadsheet|presentation)/.exec(
    new TextDecoder('latin1').decode(head.subarray(30, 120)),
  )?.[1];
  if (said) {
    const scripts = names.some((name) => /^(Basic|Scripts)\/./.test(name)) ? ['macro'] : [];
    return {
      type: openDocument[said] ?? 'zip',
      mediaType: `application/vnd.oasis.opendocument.${said}`,
      holds: scripts,
    };
  }
  return { type: 'zip', mediaType: 'application/zip', holds };
}
