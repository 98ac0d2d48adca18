import type { Found } from './file-types.ts';

const opening =
  /^\s*(?:<\?xml[^>]*\?>\s*|<!--[\s\S]*?-->\s*|<!doctype\s+[^>[]*(?:\[[\s\S]*?\]\s*)?>\s*)*<([a-z][\w:-]*)/i;
const pageElements =
  /^(html|head|body|script|iframe|title|meta|link|style|base|object|embed|form|img|a|div|table|p|center|font)$/i;

/** What a text is, by how it begins. */
export function textType(text: string): Found {
  if (text.startsWith('%PDF-')) return { type: 'pdf', mediaType: 'application/pdf', holds: [] };
  if (text.startsWith('{\\rtf')) return { type: 'rtf', mediaType: 'application/rtf', holds: [] };
  const root = opening.exec(text)?.[1] ?? '';
  if (/^svg$|:svg$/i.test(root)) return { type: 'svg', mediaType: 'image/svg+xml', holds: [] };
  if (pageElements.test(root) || /^\s*<!doctype\s+html/i.test(text)) {
    return { type: 'html', mediaType: 'text/html', holds: [] };
  }
  if (/^#!|^\s*<\?(php|=)|^\s*<%/i.test(text)) return { type: 'script', mediaType: 'text/plain', holds: [] };
  if (/^\s*<\?xml/i.test(text) || root !== '') return { type: 'xml', mediaType: 'application/xml', holds: [] };
  return { type: 'text', mediaType: 'text/plain', holds: [] };
}

/**
 * Whether a drawing does something: scripts, handlers, foreign pages, what is loaded from elsewhere, entities that hide any of
 * it. Errs on the side of yes.
 */
export function isActiveSvg(text: string): boolean {
  if (/<!(ENTITY|ATTLIST)|<!doctype[^>]*\[/i.test(text)) return true;
  if (/<(?:[\w-]+:)?(script|foreignObject|iframe|embed|object|handler|listener|set|animate)\b/i.test(text)) return true;
  if (/[\s"'/]on[a-z]+\s*=/i.test(text)) return true;
  const links = text.matchAll(/\b(?:href|src)\s*=\s*(["'])([\s\S]*?)\1/gi);
  for (const [, , target = ''] of links) {
    if (!/^\s*(#|data:image\/(png|jpe?g|gif|webp);base64,)/i.test(target)) return true;
  }
  return /@import|url\(\s*["']?\s*(?!["']?#)/i.test(text) || /<\?xml-stylesheet/i.test(text);
}
