/** How the text of a document is got at. */
export type DocumentKind = 'text' | 'office' | 'pdf';

const office = /^application\/vnd\.openxmlformats-officedocument\.(wordprocessingml|spreadsheetml|presentationml)\./;

/** What kind of document a media type of our table is; undefined where nothing can be read in it. */
export function documentKind(mediaType: string): DocumentKind | undefined {
  if (mediaType === 'application/pdf') return 'pdf';
  if (office.test(mediaType)) return 'office';
  return /^text\/(plain|csv|tab-separated-values)\b/.test(mediaType) ? 'text' : undefined;
}
