/** Bytes as text, where they are text in UTF-8, UTF-16 with its mark, or GB 18030; cut off at any place. Undefined where they aren't. */
export function textOf(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  const marked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  const encodings = marked ? [first === 0xff ? 'utf-16le' : 'utf-16be'] : ['utf-8', 'gb18030'];
  for (const encoding of encodings) {
    let text: string;
    try {
      text = new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
    } catch {
      continue;
    }
    // biome-ignore lint/suspicious/noControlCharactersInRegex: text holds no such characters, programs do
    return /[\u0000-\u0008\u000e-\u001a\u001c-\u001f\u007f]/u.test(text) ? undefined : text;
  }
  return undefined;
}
