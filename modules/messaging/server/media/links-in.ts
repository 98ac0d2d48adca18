const address = /https?:\/\/[^\s<>"'，。；：、！？（）《》【】“”]+/gi;
const most = 10;
const longest = 2_000;

/** The links of a text, each once, in their order: http and https without a password, at most ten, as browsers write them. */
export function linksIn(text: string): string[] {
  const links = new Set<string>();
  for (const [found] of text.matchAll(address)) {
    const url = URL.parse(found.replace(/[.,;:!?)\]}]+$/, ''));
    if (url?.username !== '' || url.password !== '' || url.href.length > longest) continue;
    links.add(url.href);
    if (links.size === most) break;
  }
  return [...links];
}
