import { fileTypeFromBuffer } from 'file-type';
import sharp from 'sharp';
import { type Resolve, sendOutside } from '#kernel/server/outside/send-outside.ts';
import { type HostRules, mayAsk } from './host-rules.ts';
import { type PageCard, pageCard } from './page-card.ts';

/** What was found out about a link; the picture is ours, a small WebP. */
export type LinkCard = Omit<PageCard, 'picture'> & { readonly picture?: Buffer };

/** How a link is asked; a test hands in names and addresses of its own. */
export interface Asking {
  readonly rules: HostRules;
  readonly resolve?: Resolve;
  /** Private addresses that may be asked: none, but in a test. */
  readonly allowed?: readonly string[];
}

const mostHops = 4;
const timeoutMs = 5_000;
const mostPage = 512_000;
const mostPicture = 5_000_000;
const mostPixels = 25_000_000;
const side = 320;
const pictures = new Set(['jpg', 'png', 'gif', 'webp', 'avif']);

/**
 * Asks a page what it is: http and https only, on public addresses only, also after each redirect; five seconds and 512 KB at
 * most. Undefined where nothing is to be shown; never throws.
 */
export async function fetchLinkCard(url: string, asking: Asking): Promise<LinkCard | undefined> {
  const page = await follow(url, 'text/html,application/xhtml+xml', { mostBytes: mostPage, cut: true }, asking);
  if (!page || !/^(text\/html|application\/xhtml\+xml)\b/i.test(page.type)) return undefined;
  const said = pageCard(page.bytes, page.type);
  if (!said) return undefined;
  const { picture: address, ...card } = said;
  const picture = address === undefined ? undefined : await pictureAt(address, page.url, asking);
  return { ...card, ...(picture ? { picture } : {}) };
}

async function pictureAt(address: string, page: string, asking: Asking): Promise<Buffer | undefined> {
  const url = URL.parse(address, page);
  if (!url) return undefined;
  const found = await follow(url.href, 'image/webp,image/png,image/jpeg', { mostBytes: mostPicture }, asking);
  if (!found) return undefined;
  try {
    // By its content: a drawing (SVG) is a program, whatever it calls itself.
    if (!pictures.has((await fileTypeFromBuffer(found.bytes))?.ext ?? '')) return undefined;
    return await sharp(found.bytes, { limitInputPixels: mostPixels, pages: 1 })
      .timeout({ seconds: 5 })
      .autoOrient()
      .resize(side, side, { fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 80 })
      .toBuffer();
  } catch {
    return undefined;
  }
}

/** Gets what lies at an address, over a few redirects, each judged like the first. */
async function follow(
  first: string,
  accept: string,
  bounds: { readonly mostBytes: number; readonly cut?: boolean },
  { rules, resolve, allowed = [] }: Asking,
): Promise<{ url: string; type: string; bytes: Buffer } | undefined> {
  let url = URL.parse(first);
  for (let hop = 0; hop <= mostHops; hop += 1) {
    if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') return undefined;
    if (!mayAsk(url.hostname, rules)) return undefined;
    const answer = await sendOutside(
      { method: 'GET', url: url.href, headers: { accept, 'accept-encoding': 'identity' }, allowed },
      { timeoutMs, ...bounds, ...(resolve ? { resolve } : {}) },
    );
    if (!answer.answered) return undefined;
    const { status, headers, bytes } = answer;
    if (status >= 300 && status < 400 && headers.location) url = URL.parse(headers.location, url.href);
    else if (status !== 200) return undefined;
    else return { url: url.href, type: headers['content-type'] ?? '', bytes };
  }
  return undefined;
}
