import { walkXml } from '#kernel/server/sheets/walk-xml.ts';
import { ZipArchive } from '#kernel/server/sheets/zip-archive.ts';

/** Parts of .docx, .pptx and .xlsx that hold what people wrote, in the order in which it is read. */
const parts = [
  /^word\/document\d*\.xml$/,
  /^word\/(header|footer|footnotes|endnotes|comments)\d*\.xml$/,
  /^ppt\/slides\/slide\d+\.xml$/,
  /^ppt\/notesslides\/notesslide\d+\.xml$/,
  /^xl\/sharedstrings\.xml$/,
  /^xl\/worksheets\/sheet\d+\.xml$/,
];
/** Elements after which a new line begins. */
const lines = new Set(['p', 'si', 'row', 'br', 'tr']);

const numberIn = (path: string) => Number(/\d+/.exec(path)?.[0] ?? 0);

/**
 * What an office document says, at most `most` UTF-16 units. Bounded like every sheet that is read (`SHEET_LIMITS`); throws
 * where it is broken, locked or unpacks to too much.
 */
export function officeText(bytes: Uint8Array, most: number): string {
  const archive = new ZipArchive(bytes);
  const paths = parts.flatMap((part) =>
    archive
      .paths()
      .filter((path) => part.test(path))
      .sort((one, other) => numberIn(one) - numberIn(other)),
  );
  let text = '';
  for (const path of paths) {
    if (text.length >= most) break;
    let inside = false;
    let phonetic = 0;
    let cell = '';
    walkXml(archive.text(path), {
      open: (name, attributes) => {
        if (name === 'rPh') phonetic += 1;
        else if (name === 'c') cell = attributes.t ?? 'n';
        else if (name === 't') inside = phonetic === 0;
        // Numbers of a sheet stand in the cells, its texts elsewhere.
        else if (name === 'v') inside = cell === 'n' || cell === 'str';
        else if (name === 'tab') text += ' ';
      },
      text: (part) => {
        if (inside && text.length < most) text += part;
      },
      close: (name) => {
        if (name === 't' || name === 'v') inside = false;
        if (name === 'rPh') phonetic -= 1;
        if (name === 'c') text += ' ';
        if (lines.has(name) && !text.endsWith('\n')) text += '\n';
      },
    });
  }
  return text.slice(0, most);
}
