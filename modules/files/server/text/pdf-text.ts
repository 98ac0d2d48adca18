import { getDocumentProxy } from 'unpdf';

const mostPages = 200;

/** What the pages of a PDF say, at most `most` UTF-16 units of the first 200. Nothing for one that was only scanned. Throws where it is broken or locked. */
export async function pdfText(bytes: Uint8Array, most: number): Promise<string> {
  const document = await getDocumentProxy(bytes, { disableFontFace: true, stopAtErrors: true });
  let text = '';
  for (let number = 1; number <= Math.min(document.numPages, mostPages) && text.length < most; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    for (const item of items) if ('str' in item) text += item.str + (item.hasEOL ? '\n' : '');
    text += '\n';
    page.cleanup();
  }
  return text.slice(0, most);
}
