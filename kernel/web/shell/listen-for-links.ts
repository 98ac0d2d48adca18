/**
 * Links to pages of ours are followed without loading the page anew, wherever they stand: in a row, on a button, in a
 * text. Other hosts, downloads, new tabs and the API stay with the browser. Gives the way to stop.
 */
export function listenForLinks(go: (to: string, options: { state: unknown }) => void): () => void {
  const pressed = (event: MouseEvent) => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = (event.target as Element | null)?.closest?.('a');
    if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin) return;
    if (link.pathname.startsWith('/api/') || link.getAttribute('href')?.startsWith('#')) return;
    event.preventDefault();
    go(link.pathname + link.search, { state: { fromInside: true } });
  };
  document.addEventListener('click', pressed);
  return () => document.removeEventListener('click', pressed);
}
