import { Button } from '#design/button.tsx';
import { Page } from '#design/page.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { fileUrl } from '#kernel/web/uploads/file-url.ts';
import { exportOwnData, listOwnData, readOwnData } from '../../contract/operations.ts';
import { KeptCard } from '../parts/kept-card.tsx';
import { KindCard, KindRows } from '../parts/kind-card.tsx';
import { words } from '../words.ts';

/** What is recorded about the reader, kind by kind: what for, on what basis, how long, and the data itself. */
export function OwnData() {
  const t = useWords(words);
  const language = useLanguage();
  const read = useRead(listOwnData, {});
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      tools={
        <Button kind="primary" icon="download" href={fileUrl(exportOwnData, { language })}>
          {t('export')}
        </Button>
      }
    >
      <Loaded read={read} shape="rows">
        {({ kinds, kept, periods }) => (
          <>
            {kinds.map((kind) => (
              <KindCard key={kind.key} kind={kind} periods={periods} page={Data} />
            ))}
            <KeptCard kept={kept} periods={periods} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Data({ of: key, cursor }: { of: string; cursor?: string }) {
  const read = useRead(readOwnData, { key, ...(cursor ? { cursor } : {}) });
  return <KindRows of={key} read={read} first={!cursor} page={Data} />;
}
