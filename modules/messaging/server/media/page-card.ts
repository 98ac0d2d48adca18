import { Parser } from 'htmlparser2';

/** What a page says of itself in its head. */
export interface PageCard {
  readonly title: string;
  readonly description?: string;
  readonly site?: string;
  /** Address of its picture, as it stands there. */
  readonly picture?: string;
}

/** A line for a card: without what isn't seen or turns the direction of writing. */
function line(text: string | undefined, most: number): string | undefined {
  const shown = text
    ?.toWellFormed()
    .replace(/[\p{Cf}\p{Cc}\p{Co}\p{Cn}\ufffd]/gu, (character) => (/\s/.test(character) ? ' ' : ''))
    .replace(/\s+/gu, ' ')
    .trim();
  return shown ? [...shown].slice(0, most).join('') : undefined;
}

/** The encoding that the head of a page names, or its answer did. */
function encodingOf(bytes: Uint8Array, contentType: string): string {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 2_048));
  const named =
    /charset=["']?([\w-]+)/i.exec(contentType)?.[1] ?? /<meta[^>]+charset=["']?\s*([\w-]+)/i.exec(head)?.[1];
  return named ?? 'utf-8';
}

/** Reads the head of a page; undefined where it names no title. What follows the head isn't looked at. */
export function pageCard(bytes: Uint8Array, contentType: string): PageCard | undefined {
  let text: string;
  try {
    text = new TextDecoder(encodingOf(bytes, contentType)).decode(bytes);
  } catch {
    text = new TextDecoder().decode(bytes);
  }
  const metas = new Map<string, string>();
  let title = '';
  let inTitle = false;
  let ended = false;
  const parser = new Parser({
    onopentag: (name, attributes) => {
      if (name === 'body') ended = true;
      if (ended) return;
      inTitle = name === 'title' && title === '';
      const key = (attributes.property ?? attributes.name ?? '').toLowerCase();
      if (name === 'meta' && key !== '' && attributes.content && !metas.has(key)) metas.set(key, attributes.content);
    },
    ontext: (part) => {
      if (inTitle && !ended && title.length < 2_000) title += part;
    },
    onclosetag: (name) => {
      if (name === 'title') inTitle = false;
      if (name === 'head') ended = true;
    },
  });
  for (let from = 0; from < text.length && !ended; from += 16_384) parser.write(text.slice(from, from + 16_384));
  const said = (...keys: string[]) => keys.map((key) => metas.get(key)).find((value) => value?.trim());
  const shownTitle = line(said('og:title', 'twitter:title') ?? title, 200);
  if (shownTitle === undefined) return undefined;
  const description = line(said('og:description', 'twitter:description', 'description'), 300);
  const site = line(said('og:site_name', 'application-name'), 100);
  const picture = said('og:image:secure_url', 'og:image', 'og:image:url', 'twitter:image')?.trim();
  return {
    title: shownTitle,
    ...(description === undefined ? {} : { description }),
    ...(site === undefined ? {} : { site }),
    ...(picture === undefined || picture.length > 2_000 ? {} : { picture }),
  };
}
