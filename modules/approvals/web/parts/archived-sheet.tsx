import { FactList } from '#design/fact-list.tsx';
import { Sheet } from '#design/sheet.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { When } from '#kernel/web/language/when.tsx';
import { readArchived } from '../../contract/archive-search.ts';
import { useSpoken } from '../use-spoken.ts';
import { words } from '../words.ts';
import { FieldValue } from './field-value.tsx';
import { StatusTag } from './status-tag.tsx';

/** One finished request, as masked as in the list, and who decided. */
export function ArchivedSheet({ requestId, onClose }: { requestId: string; onClose: () => void }) {
  const t = useWords(words);
  const spoken = useSpoken();
  const read = useRead(readArchived, { requestId });
  return (
    <Sheet title={read.data ? `${spoken(read.data.title)} ${read.data.number}` : t('query')} onClose={onClose}>
      <Loaded read={read} shape="rows" count={6}>
        {(found) => (
          <FactList
            facts={[
              { name: t('expediting.applicant'), value: found.applicant.name },
              { name: t('expediting.state'), value: <StatusTag status={found.status} /> },
              { name: t('query.ended'), value: <When at={found.endedAt} /> },
              ...found.fields.map((field) => ({ name: spoken(field.label), value: <FieldValue field={field} /> })),
              {
                name: t('query.answers'),
                value: found.answers.map((one) => (
                  <div key={`${one.name} ${one.at}`}>
                    {one.name} · <When at={one.at} />
                  </div>
                )),
              },
            ]}
          />
        )}
      </Loaded>
    </Sheet>
  );
}
