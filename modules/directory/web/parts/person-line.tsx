import { Avatar } from '#design/avatar.tsx';
import { ListRow } from '#design/list-row.tsx';
import { Tag } from '#design/tag.tsx';
import { RowLink } from '#kernel/web/row-link.tsx';
import { useWords } from '#kernel/web/use-words.ts';
import type { PersonRow } from '../../contract/shapes.ts';
import { photoUrl } from '../photo-url.ts';
import { words } from '../words.ts';

/** Somebody in a list: face, name, job title and department; opens the person. */
export function PersonLine({ person, head }: { person: PersonRow; head?: boolean }) {
  const t = useWords(words);
  return (
    <RowLink to={`/directory/people/${person.id}`}>
      <ListRow
        lead={<Avatar name={person.name} photo={photoUrl(person)} />}
        title={
          <>
            {person.name} {head ? <Tag>{t('head')}</Tag> : null}
            {person.active ? null : <Tag>{t('left')}</Tag>}
          </>
        }
        line={[person.jobTitle, person.department?.name].filter(Boolean).join(' · ')}
      />
    </RowLink>
  );
}
