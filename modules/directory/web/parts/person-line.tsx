import { Avatar } from '#design/avatar.tsx';
import { ListRow } from '#design/list-row.tsx';
import { Tag } from '#design/tag.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import { RowLink } from '#kernel/web/shell/row-link.tsx';
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
