import { type ReactNode, useState } from 'react';
import { Empty } from '#design/empty.tsx';
import { Sheet } from '#design/sheet.tsx';
import { Skeleton } from '#design/skeleton.tsx';
import { Tabs } from '#design/tabs.tsx';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { MoreRows } from '#kernel/web/calls/more-rows.tsx';
import { type ReadPages, useReadPages } from '#kernel/web/calls/use-read-pages.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { When } from '#kernel/web/language/when.tsx';
import { Part } from '#kernel/web/shell/part.tsx';
import { fileUrl } from '#kernel/web/uploads/file-url.ts';
import { readThumbnail } from '#modules/files/contract/operations.ts';
import { fileList } from '#modules/files/contract/parts.ts';
import { listFiles } from '../../contract/content.ts';
import { listLinks } from '../../contract/media.ts';
import { usePeople } from '../use-people.ts';
import { words } from '../words.ts';
import { ImageViewer } from './image-viewer.tsx';

interface Place {
  readonly conversationId: string;
  readonly onGo: (seq: number) => void;
}
type Shown = 'others' | 'pictures' | 'links';

/** What was sent in a conversation beside texts, by kind, latest first. */
export function FilesSheet(props: Place & { onClose: () => void }) {
  const t = useWords(words);
  const [shown, setShown] = useState<Shown>('others');
  return (
    <Sheet title={t('files')} onClose={props.onClose}>
      <Tabs
        label={t('files')}
        tabs={[
          { key: 'others', title: t('files') },
          { key: 'pictures', title: t('pictures') },
          { key: 'links', title: t('links') },
        ]}
        current={shown}
        onChange={setShown}
      />
      {shown === 'others' ? <Others {...props} /> : null}
      {shown === 'pictures' ? <Pictures {...props} /> : null}
      {shown === 'links' ? <Links {...props} /> : null}
    </Sheet>
  );
}

function Pages({ list, none, children }: { list: ReadPages<unknown>; none: string; children: ReactNode }) {
  return (
    <>
      {list.failure ? <FailureNote failure={list.failure} onRetry={list.readAgain} /> : null}
      {list.loading ? <Skeleton shape="rows" /> : null}
      {list.rows?.length === 0 ? <Empty icon="file" title={none} /> : null}
      {children}
      <MoreRows of={list} />
    </>
  );
}

function Head({ name, at, onGo }: { name: string; at: string; onGo: () => void }) {
  const t = useWords(words);
  return (
    <div className="msg-head">
      <span dir="auto">{name}</span>
      <When at={at} />
      <button type="button" className="msg-link" onClick={onGo}>
        {t('go')}
      </button>
    </div>
  );
}

function Others({ conversationId, onGo }: Place) {
  const t = useWords(words);
  const list = useReadPages(listFiles, { conversationId, of: 'others' });
  const rows = list.rows ?? [];
  const faceOf = usePeople(rows.map((row) => row.senderId));
  return (
    <Pages list={list} none={t('files.none')}>
      <ol>
        {rows.map((row) => (
          <li key={row.fileId} className="msg-beside">
            <Head name={faceOf(row.senderId).name} at={row.at} onGo={() => onGo(row.seq)} />
            <Part of={fileList} fileIds={[row.fileId]} />
          </li>
        ))}
      </ol>
    </Pages>
  );
}

function Pictures({ conversationId }: Place) {
  const t = useWords(words);
  const list = useReadPages(listFiles, { conversationId, of: 'pictures' });
  const [opened, setOpened] = useState<string>();
  const rows = list.rows ?? [];
  const faceOf = usePeople(rows.map((row) => row.senderId));
  return (
    <Pages list={list} none={t('pictures.none')}>
      <ol className="msg-pictures">
        {rows.map(({ fileId, senderId }) => (
          <li key={fileId}>
            <button
              type="button"
              className="msg-picture"
              aria-label={t('picture.open', { name: faceOf(senderId).name })}
              onClick={() => setOpened(fileId)}
            >
              <img src={fileUrl(readThumbnail, { fileId })} alt="" loading="lazy" />
            </button>
          </li>
        ))}
      </ol>
      {opened ? (
        <ImageViewer
          conversationId={conversationId}
          pictures={[]}
          at={opened}
          onMove={setOpened}
          onClose={() => setOpened(undefined)}
        />
      ) : null}
    </Pages>
  );
}

function Links({ conversationId, onGo }: Place) {
  const t = useWords(words);
  const list = useReadPages(listLinks, { conversationId });
  const rows = list.rows ?? [];
  const faceOf = usePeople(rows.map((row) => row.senderId));
  return (
    <Pages list={list} none={t('links.none')}>
      <ol>
        {rows.map((row) => (
          <li key={`${row.seq} ${row.number}`} className="msg-beside">
            <Head name={faceOf(row.senderId).name} at={row.at} onGo={() => onGo(row.seq)} />
            <a className="msg-listed-link" href={row.url} target="_blank" rel="noreferrer">
              {row.title ? <strong dir="auto">{row.title}</strong> : null}
              <span dir="ltr">{row.url}</span>
            </a>
          </li>
        ))}
      </ol>
    </Pages>
  );
}
