/** A run of text on a line. */
export interface MarkdownPiece {
  readonly text: string;
  readonly style: 'plain' | 'strong' | 'code' | 'info' | 'comment' | 'warning';
  readonly url?: string;
}
export interface MarkdownLine {
  /** 1 to 6; 0: no heading. */
  readonly heading: number;
  readonly quoted: boolean;
  readonly pieces: readonly MarkdownPiece[];
}

const piece =
  /\*\*([^*\n]{1,2000})\*\*|`([^`\n]{1,2000})`|\[([^\]\n]{1,500})\]\((https?:\/\/[^\s)]{1,2000})\)|<font color="(info|comment|warning)">([^<\n]{0,2000})<\/font>/gu;

function piecesOf(line: string): readonly MarkdownPiece[] {
  const pieces: MarkdownPiece[] = [];
  let at = 0;
  const plain = (until: number) => {
    if (until > at) pieces.push({ text: line.slice(at, until), style: 'plain' });
  };
  for (const found of line.matchAll(piece)) {
    plain(found.index);
    at = found.index + found[0].length;
    const [, strong, code, title, url, colour, coloured] = found;
    if (strong !== undefined) pieces.push({ text: strong, style: 'strong' });
    else if (code !== undefined) pieces.push({ text: code, style: 'code' });
    else if (title !== undefined && url !== undefined) pieces.push({ text: title, style: 'plain', url });
    else if (coloured !== undefined) pieces.push({ text: coloured, style: colour as 'info' | 'comment' | 'warning' });
  }
  plain(line.length);
  return pieces;
}

/** The little Markdown that programs send: headings, bold, code, links, quotes, three colours. Everything else stays text. */
export function readMarkdown(markdown: string): readonly MarkdownLine[] {
  return markdown.split('\n').map((line) => {
    const [, quote = '', marks = '', rest = ''] = /^(> ?)?(?:(#{1,6}) )?(.*)$/su.exec(line) ?? [];
    return { heading: marks.length, quoted: quote !== '', pieces: piecesOf(rest) };
  });
}

/** The same without its marks, for lists and the search. */
export const plainMarkdown = (markdown: string): string =>
  readMarkdown(markdown)
    .map(({ pieces }) => pieces.map(({ text }) => text).join(''))
    .join('\n');
