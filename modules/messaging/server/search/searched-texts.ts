import { type QueryExecutorProvider, sql } from 'kysely';
import { fileIdsOf } from '../../contract/message-files.ts';

type Body = Readonly<Record<string, unknown>>;
interface Said {
  readonly kind: string;
  readonly body: Body;
}

/** What can be searched of each of these messages: what they say, names of their files and of the people they name, what their documents say. */
export async function searchedTexts(db: QueryExecutorProvider, messages: readonly Said[]): Promise<string[]> {
  const fileIds = messages.flatMap((message) => fileIdsOf(message.body));
  const personIds = messages.flatMap(contactsOf);
  const names = new Map<string, string>();
  const documents = new Map<string, string>();
  if (fileIds.length > 0) {
    const { rows } = await sql<{ id: string; text: string }>`
      select file_id as id, text from files.published_text where file_id = any(${sql.val(fileIds)}::uuid[])`.execute(
      db,
    );
    for (const { id, text } of rows) documents.set(id, text);
  }
  if (fileIds.length > 0 || personIds.length > 0) {
    const { rows } = await sql<{ id: string; name: string }>`
      select id, name from files.published_file where id = any(${sql.val(fileIds)}::uuid[])
      union all
      select id, name from directory.published_person where id = any(${sql.val(personIds)}::uuid[])`.execute(db);
    for (const { id, name } of rows) names.set(id, name);
  }
  return messages.map((message) =>
    [...partsOf(message, names), ...textIn(...fileIdsOf(message.body).map((id) => documents.get(id)))].join('\n'),
  );
}

const itemsOf = (body: Body) => (Array.isArray(body.items) ? (body.items as Said[]) : []);
const textIn = (...values: unknown[]) =>
  values.filter((value) => typeof value === 'string' && value !== '') as string[];

function contactsOf({ kind, body }: Said): string[] {
  return kind === 'contact' ? textIn(body.personId) : itemsOf(body).flatMap(contactsOf);
}

/** Cards of other modules say what may be shown of them in lists as `text`, like messages do. */
function partsOf({ kind, body }: Said, names: ReadonlyMap<string, string>): string[] {
  const named = (ids: readonly string[]) => textIn(...ids.map((id) => names.get(id)));
  switch (kind) {
    case 'file':
      return [...textIn(body.text), ...named((body.fileIds ?? []) as string[])];
    case 'contact':
      return named(textIn(body.personId));
    case 'location':
      return textIn(body.name, body.address);
    case 'sticker':
      return textIn(...((body.emoji ?? []) as unknown[]));
    case 'merged':
      return [...textIn(body.of), ...itemsOf(body).flatMap((item) => partsOf(item, names))];
    default:
      return textIn(body.text);
  }
}
