import { fileUrl } from '#kernel/web/uploads/file-url.ts';
import { readPhoto } from '../contract/read-photo.ts';

/** The address of somebody's picture; a new picture has a new address. */
export const photoUrl = (person: { id: string; photo: string | null }): string | undefined =>
  person.photo === null ? undefined : fileUrl(readPhoto, { personId: person.id, photo: person.photo });
