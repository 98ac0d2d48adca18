import { useState } from 'react';
import { Avatar } from '#design/avatar.tsx';
import { Icon } from '#design/icon.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { ErrorBoundary } from '#kernel/web/shell/error-boundary.tsx';
import { useAppMap } from '#kernel/web/shell/navigation.ts';
import { Part } from '#kernel/web/shell/part.tsx';
import { fileUrl } from '#kernel/web/uploads/file-url.ts';
import { describeFiles, readFile, readThumbnail } from '#modules/files/contract/operations.ts';
import { fileList } from '#modules/files/contract/parts.ts';
import { messageCard } from '../../contract/parts.ts';
import { mergedBody, stated } from '../../contract/shapes.ts';
import { kindLine } from '../kind-line.ts';
import { usePeople } from '../use-people.ts';
import { words } from '../words.ts';
import { ImageViewer } from './image-viewer.tsx';
import { LinkCard } from './link-card.tsx';
import { MessageText } from './message-text.tsx';
import { VoiceBody } from './voice-body.tsx';

const holdsLink = /https?:\/\//i;

type Body = Readonly<Record<string, unknown>>;

/** What a message says, by its kind. Cards of other modules are drawn by the part that their module offers. */
export function MessageBody(props: {
  kind: string;
  body: Body;
  /** Empty inside of another message, and before it is sent. */
  conversationId: string;
  seq: number;
  /** A voice message that the reader hasn't listened to. */
  unheard?: boolean;
}) {
  const t = useWords(words);
  const { parts } = useAppMap();
  const { kind, body, conversationId, seq } = props;
  const text = typeof body.text === 'string' ? body.text : '';
  const card = messageCard(kind);
  if (body.hidden === true) return <p className="gj-second">{t('label.hidden')}</p>;
  switch (kind) {
    case 'text':
      return (
        <>
          <MessageText text={text} />
          {conversationId !== '' && holdsLink.test(text) ? (
            <LinkCard conversationId={conversationId} seq={seq} />
          ) : null}
        </>
      );
    case 'voice':
      return (
        <VoiceBody
          conversationId={conversationId}
          seq={seq}
          fileId={String((body.fileIds as string[] | undefined)?.[0] ?? '')}
          seconds={Number(body.seconds)}
          unheard={props.unheard ?? false}
        />
      );
    case 'announcement':
      return (
        <>
          <div className="msg-kind">
            <Icon name="notifications" size={14} /> {t('announcement')}
          </div>
          <MessageText text={text} />
        </>
      );
    case 'file':
      return (
        <>
          <FilesBody fileIds={(body.fileIds ?? []) as string[]} text={text} conversationId={conversationId} />
          <StatedLine body={body} />
        </>
      );
    case 'contact':
      return <ContactBody personId={String(body.personId)} />;
    case 'location':
      return <LocationBody body={body} />;
    case 'sticker':
      return <div className="msg-sticker">{((body.emoji ?? []) as string[]).join('')}</div>;
    case 'merged':
      return <MergedBody body={body} />;
    default:
      return parts.has(card.name) ? (
        <ErrorBoundary scope="background">
          <Part of={card} conversationId={props.conversationId} seq={props.seq} body={body} />
        </ErrorBoundary>
      ) : (
        <MessageText text={text || t('otherKind')} />
      );
  }
}

/** What the sender stated of the files. */
function StatedLine({ body }: { body: Body }) {
  const t = useWords(words);
  const told = stated.safeParse(body.stated).data;
  return told ? <p className="gj-second msg-stated">{t('stated', { ...told })}</p> : null;
}

function FilesBody(props: { fileIds: readonly string[]; text: string; conversationId: string }) {
  const { fileIds, text } = props;
  const t = useWords(words);
  const read = useRead(describeFiles, { fileIds: [...fileIds] }, { when: fileIds.length > 0, keep: true });
  const [shown, setShown] = useState<string>();
  const rows = read.data?.rows ?? [];
  // What can't be drawn on the server isn't drawn here either: it may be a bomb.
  const pictures = rows.filter((row) => row.shows === 'image' && row.width !== null);
  const others = fileIds.filter((fileId) => !pictures.some((row) => row.fileId === fileId));
  return (
    <>
      {pictures.length > 0 ? (
        <div className="msg-pictures" data-one={pictures.length === 1 || undefined}>
          {pictures.map((row) => (
            <button
              key={row.fileId}
              type="button"
              className="msg-picture"
              aria-label={t('picture.open', { name: row.name })}
              onClick={() => setShown(row.fileId)}
            >
              <img
                src={
                  row.thumbnail
                    ? fileUrl(readThumbnail, { fileId: row.fileId })
                    : fileUrl(readFile, { fileId: row.fileId, shown: true })
                }
                alt={row.name}
                loading="lazy"
              />
            </button>
          ))}
        </div>
      ) : null}
      {others.length > 0 ? <Part of={fileList} fileIds={others} /> : null}
      {text ? <MessageText text={text} /> : null}
      {shown ? (
        <ImageViewer
          conversationId={props.conversationId}
          pictures={pictures}
          at={shown}
          onMove={setShown}
          onClose={() => setShown(undefined)}
        />
      ) : null}
    </>
  );
}

function ContactBody({ personId }: { personId: string }) {
  const t = useWords(words);
  const faceOf = usePeople([personId]);
  const { name, photo } = faceOf(personId);
  return (
    <div className="msg-contact">
      <Avatar name={name} photo={photo} size={32} />
      <span>
        <strong>{name}</strong>
        <a href={`/directory/people/${personId}`}>{t('contact.look')}</a>{' '}
        <a href={`/messages/with/${personId}`}>{t('contact.write')}</a>
      </span>
    </div>
  );
}

function LocationBody({ body }: { body: Body }) {
  const t = useWords(words);
  const [latitude, longitude] = [Number(body.latitude), Number(body.longitude)];
  return (
    <div className="msg-location">
      <strong>
        <Icon name="place" size={16} /> {String(body.name ?? '')}
      </strong>
      {typeof body.address === 'string' ? <div>{body.address}</div> : null}
      <a href={`geo:${latitude},${longitude}`}>{t('location.open')}</a>{' '}
      <span className="gj-faint">
        {latitude.toFixed(5)}, {longitude.toFixed(5)}
      </span>
    </div>
  );
}

function MergedBody({ body }: { body: Body }) {
  const t = useWords(words);
  const [open, setOpen] = useState(false);
  const merged = mergedBody.safeParse(body).data;
  const items = merged?.items ?? [];
  const faceOf = usePeople(items.map((item) => item.senderId));
  const shown = open ? items : items.slice(0, 4);
  return (
    <div className="msg-merged">
      <strong dir="auto">{merged?.of ? t('merged.of', { name: merged.of }) : t('merged.direct')}</strong>
      <ol>
        {shown.map((item, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a merged forward never changes
          <li key={at}>
            <span className="gj-second">
              {typeof item.body.forwardedFrom === 'string' ? item.body.forwardedFrom : faceOf(item.senderId).name}
            </span>
            {open ? (
              <MessageBody kind={item.kind} body={item.body} conversationId="" seq={0} />
            ) : (
              <span className="msg-merged-line">
                {kindLine(t, item.kind)} {typeof item.body.text === 'string' ? item.body.text : ''}
              </span>
            )}
          </li>
        ))}
      </ol>
      <button type="button" className="msg-link" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? t('merged.close') : t('merged.open', { count: items.length })}
      </button>
    </div>
  );
}
