import { Card } from '#design/card.tsx';
import { Note } from '#design/note.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { readPublication } from '../../../contract/template-operations.ts';
import { emptyDesign } from '../../empty-design.ts';
import { words } from '../../words.ts';
import { FlowPicture } from '../flow-picture.tsx';
import { ChangesList } from './changes-list.tsx';
import { FormOutline } from './form-outline.tsx';

/** For who decides about a publication: exactly what would be in force, and what differs from what is. */
export function PublicationCard({ requestId }: { requestId: string }) {
  const t = useWords(words);
  const read = useRead(readPublication, { requestId });
  return (
    <Loaded read={read} shape="rows">
      {({ content, changes, draftMovedOn }) => (
        <Card title={t('template.publication')}>
          {draftMovedOn ? <Note tone="warn" title={t('template.draftMovedOn')} /> : null}
          {changes.length > 0 ? <ChangesList changes={changes} /> : null}
          <FormOutline design={content.design} />
          <FlowPicture definition={content.definition} design={content.design ?? emptyDesign} />
        </Card>
      )}
    </Loaded>
  );
}
