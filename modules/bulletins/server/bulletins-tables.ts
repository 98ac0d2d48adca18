import type { DirectoryViews } from '#modules/directory/contract/views.ts';

/** The tables of bulletins, and the views of others that its statements join. Instants and days are texts. */
export interface BulletinsTables
  extends Pick<DirectoryViews, 'directory.published_employer' | 'directory.published_person'> {
  'bulletins.bulletin': {
    id: string;
    number: string;
    sort: 'bulletin' | 'notice' | 'circular';
    headline: string;
    classification: 'public' | 'internal' | 'ordinary' | 'core';
    body: string;
    valid_until: string | null;
    ends_at: string | null;
    publisher_id: string;
    employer_id: string;
    published_at: string;
    because: number;
  };
  'bulletins.taken_down': { bulletin_id: string; at: string; by_id: string | null; reason: string | null };
  'bulletins.read_by': { person_id: string; bulletin_id: string; at: string };
}
