import { type RawBuilder, sql } from 'kysely';

/** SQL condition: the instance `i` runs, and this person is asked in it, now or later. */
export const waitsFor = (personId: string): RawBuilder<boolean> => sql`(i.ended_at is null
  and jsonb_path_exists(i.state, '$.visits[*].slots[*] ? (@.person == $person && (@.state == "open" || @.state == "waiting"))',
    jsonb_build_object('person', ${personId}::text)))`;
