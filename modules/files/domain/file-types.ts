/** What the content of a file was found to be. `type` is named as files of it end, or `text`, `xml`, `cfb`, `unknown`. */
export interface Found {
  readonly type: string;
  readonly mediaType: string;
  /** Things in it that count as types of their own: `macro`, `active-svg`. */
  readonly holds: readonly string[];
}

/** A type that names end in: what its content may be found to be, and how it is served. */
export interface FileType {
  readonly found: readonly string[];
  readonly mediaType: string;
  readonly shows?: 'image' | 'pdf';
}

const text = (mediaType = 'text/plain') => ({
  // The same bytes can be read as several of these: what matters is that it is text.
  found: ['text', 'xml', 'html', 'svg', 'script', 'json', 'csv', 'ics', 'vcf', 'vtt', 'srt', 'eml', 'rtf'],
  mediaType: `${mediaType}; charset=utf-8`,
});
const office = (name: string) => `application/vnd.openxmlformats-officedocument.${name}`;
const oldOffice = (mediaType: string, ...more: string[]) => ({ found: ['cfb', ...more], mediaType });
const image = (mediaType: string, ...found: string[]) => ({ found, mediaType, shows: 'image' as const });
/** An office file under a password is a compound file whatever it is called. */
const locked = 'locked-office';

/** The types whose names promise something that can be checked. Every other name promises nothing and is only saved. */
export const fileTypes: Readonly<Record<string, FileType>> = {
  jpg: image('image/jpeg', 'jpg'),
  jpeg: image('image/jpeg', 'jpg'),
  jfif: image('image/jpeg', 'jpg'),
  png: image('image/png', 'png', 'apng'),
  gif: image('image/gif', 'gif'),
  webp: image('image/webp', 'webp'),
  avif: image('image/avif', 'avif'),
  bmp: image('image/bmp', 'bmp'),
  tif: { found: ['tif'], mediaType: 'image/tiff' },
  tiff: { found: ['tif'], mediaType: 'image/tiff' },
  heic: { found: ['heic'], mediaType: 'image/heic' },
  heif: { found: ['heic'], mediaType: 'image/heif' },
  ico: { found: ['ico'], mediaType: 'image/x-icon' },
  psd: { found: ['psd'], mediaType: 'image/vnd.adobe.photoshop' },
  svg: { found: ['svg'], mediaType: 'image/svg+xml' },
  pdf: { found: ['pdf'], mediaType: 'application/pdf', shows: 'pdf' },
  ofd: { found: ['ofd'], mediaType: 'application/ofd' },
  docx: { found: ['docx', locked], mediaType: office('wordprocessingml.document') },
  dotx: { found: ['docx', locked], mediaType: office('wordprocessingml.template') },
  docm: { found: ['docx', locked], mediaType: 'application/vnd.ms-word.document.macroEnabled.12' },
  xlsx: { found: ['xlsx', locked], mediaType: office('spreadsheetml.sheet') },
  xltx: { found: ['xlsx', locked], mediaType: office('spreadsheetml.template') },
  xlsm: { found: ['xlsx', locked], mediaType: 'application/vnd.ms-excel.sheet.macroEnabled.12' },
  xlsb: { found: ['xlsx', locked], mediaType: 'application/vnd.ms-excel.sheet.binary.macroEnabled.12' },
  pptx: { found: ['pptx', locked], mediaType: office('presentationml.presentation') },
  ppsx: { found: ['pptx', locked], mediaType: office('presentationml.slideshow') },
  potx: { found: ['pptx', locked], mediaType: office('presentationml.template') },
  pptm: { found: ['pptx', locked], mediaType: 'application/vnd.ms-powerpoint.presentation.macroEnabled.12' },
  vsdx: { found: ['vsdx', locked], mediaType: 'application/vnd.ms-visio.drawing' },
  doc: oldOffice('application/msword', locked, 'rtf'),
  xls: oldOffice('application/vnd.ms-excel', locked),
  ppt: oldOffice('application/vnd.ms-powerpoint', locked),
  // WPS writes its own names over either format.
  wps: oldOffice('application/vnd.ms-works', locked, 'docx'),
  et: oldOffice('application/vnd.ms-excel', locked, 'xlsx'),
  dps: oldOffice('application/vnd.ms-powerpoint', locked, 'pptx'),
  vsd: oldOffice('application/vnd.visio'),
  mpp: oldOffice('application/vnd.ms-project'),
  msg: oldOffice('application/vnd.ms-outlook'),
  odt: { found: ['odt'], mediaType: 'application/vnd.oasis.opendocument.text' },
  ods: { found: ['ods'], mediaType: 'application/vnd.oasis.opendocument.spreadsheet' },
  odp: { found: ['odp'], mediaType: 'application/vnd.oasis.opendocument.presentation' },
  rtf: { found: ['rtf'], mediaType: 'application/rtf' },
  epub: { found: ['epub'], mediaType: 'application/epub+zip' },
  zip: {
    found: ['zip', 'docx', 'xlsx', 'pptx', 'vsdx', 'odt', 'ods', 'odp', 'ofd', 'epub'],
    mediaType: 'application/zip',
  },
  rar: { found: ['rar'], mediaType: 'application/vnd.rar' },
  '7z': { found: ['7z'], mediaType: 'application/x-7z-compressed' },
  gz: { found: ['gz', 'tar.gz'], mediaType: 'application/gzip' },
  tgz: { found: ['gz', 'tar.gz'], mediaType: 'application/gzip' },
  bz2: { found: ['bz2'], mediaType: 'application/x-bzip2' },
  xz: { found: ['xz'], mediaType: 'application/x-xz' },
  zst: { found: ['zst'], mediaType: 'application/zstd' },
  tar: { found: ['tar'], mediaType: 'application/x-tar' },
  mp3: { found: ['mp3'], mediaType: 'audio/mpeg' },
  m4a: { found: ['m4a', 'mp4', 'm4b'], mediaType: 'audio/mp4' },
  // What browsers record: the same container as a film, without one.
  weba: { found: ['webm'], mediaType: 'audio/webm' },
  aac: { found: ['aac'], mediaType: 'audio/aac' },
  amr: { found: ['amr'], mediaType: 'audio/amr' },
  wav: { found: ['wav'], mediaType: 'audio/wav' },
  flac: { found: ['flac'], mediaType: 'audio/flac' },
  ogg: { found: ['ogg', 'oga', 'ogv', 'opus', 'spx'], mediaType: 'audio/ogg' },
  opus: { found: ['opus', 'ogg'], mediaType: 'audio/ogg' },
  wma: { found: ['wma', 'asf'], mediaType: 'audio/x-ms-wma' },
  mp4: { found: ['mp4', 'm4v', 'mov', 'm4a', '3gp', '3g2'], mediaType: 'video/mp4' },
  m4v: { found: ['m4v', 'mp4'], mediaType: 'video/mp4' },
  mov: { found: ['mov', 'mp4'], mediaType: 'video/quicktime' },
  webm: { found: ['webm', 'mkv'], mediaType: 'video/webm' },
  mkv: { found: ['mkv', 'webm'], mediaType: 'video/x-matroska' },
  avi: { found: ['avi'], mediaType: 'video/x-msvideo' },
  wmv: { found: ['wmv', 'asf'], mediaType: 'video/x-ms-wmv' },
  txt: text(),
  log: text(),
  md: text(),
  csv: text('text/csv'),
  tsv: text('text/tab-separated-values'),
  json: text('application/json'),
  yaml: text(),
  yml: text(),
  ini: text(),
  sql: text(),
  xml: text('application/xml'),
  ics: text('text/calendar'),
  vcf: text('text/vcard'),
  eml: text('message/rfc822'),
};
