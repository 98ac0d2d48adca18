import { useEffect, useRef } from 'react';
import { Button } from '#design/button.tsx';
import { pageMark } from '#kernel/contract/page-mark.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useReadPages } from '#kernel/web/calls/use-read-pages.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { Opening } from '#kernel/web/shell/opening.tsx';
import { fileUrl } from '#kernel/web/uploads/file-url.ts';
import { describeFiles, readFile, readThumbnail } from '#modules/files/contract/operations.ts';
import type { FileRow } from '#modules/files/contract/shapes.ts';
import { listFiles } from '../../contract/content.ts';
import { usePictureZoom } from '../use-picture-zoom.ts';
import { words } from '../words.ts';

/** Too large a picture is shown smaller; what moves is shown as it is. */
const sourceOf = ({ fileId, thumbnail, mediaType, viewOnly }: FileRow) =>
  thumbnail && (mediaType !== 'image/gif' || viewOnly)
    ? fileUrl(readThumbnail, { fileId, size: 'large' })
    : fileUrl(readFile, { fileId, shown: true });

/**
 * Pictures of a conversation, one at a time over everything, in the order in which they were sent; `pictures` are those of the
 * message (all there are where it stands in none). Arrow keys and swiping lead on, plus, minus, wheel and two fingers zoom,
 * Escape closes.
 */
export function ImageViewer(props: {
  conversationId: string;
  pictures: readonly FileRow[];
  at: string;
  onMove: (fileId: string) => void;
  onClose: () => void;
}) {
  const t = useWords(words);
  const { conversationId, at } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const list = useReadPages(listFiles, { conversationId, of: 'pictures', limit: 50 }, { when: conversationId !== '' });
  const sent = [...(list.rows ?? [])].sort((one, other) => one.seq - other.seq || (one.fileId < other.fileId ? -1 : 1));
  const known = sent.some((row) => row.fileId === at);
  const ids = (known ? sent : props.pictures).map((row) => row.fileId);
  const place = Math.max(0, ids.indexOf(at));
  const { hasMore, more, loadingMore } = list;
  const wantsMore = conversationId !== '' && hasMore && !loadingMore && (!known || place < 2);
  useEffect(() => {
    if (wantsMore) more();
  });
  const around = ids.slice(Math.max(0, place - 1), place + 2);
  const described = useRead(describeFiles, { fileIds: around }, { when: around.length > 0, keep: true }).data?.rows;
  const picture = [...(described ?? []), ...props.pictures].find((row) => row.fileId === at);
  const go = (by: 1 | -1) => {
    const next = ids[place + by];
    if (next === undefined) return;
    zoom.reset();
    props.onMove(next);
  };
  const zoom = usePictureZoom(go);
  useEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    if (dialog.current && !dialog.current.open) dialog.current.showModal();
    return () => before?.focus();
  }, []);
  return (
    <dialog
      ref={dialog}
      className="msg-viewer"
      aria-label={picture?.name ?? t('pictures')}
      onCancel={(event) => {
        event.preventDefault();
        props.onClose();
      }}
      onKeyDown={(event) => {
        // Escape closes this, and not also what it was opened from.
        event.stopPropagation();
        if (event.key === 'ArrowLeft') go(-1);
        if (event.key === 'ArrowRight') go(1);
        if (event.key === '+' || event.key === '=') zoom.zoom(1.5);
        if (event.key === '-') zoom.zoom(1 / 1.5);
        if (event.key === '0') zoom.reset();
      }}
    >
      <Opening of={pageMark} />
      <div className="msg-viewer-stage" data-zoomed={!zoom.isWhole || undefined} {...zoom.handlers}>
        {picture ? (
          <img
            key={picture.fileId}
            src={sourceOf(picture)}
            alt={picture.name}
            width={picture.width ?? undefined}
            height={picture.height ?? undefined}
            draggable={false}
            style={{
              ...zoom.style,
              // What is there already, until the large one is.
              ...(picture.thumbnail
                ? { backgroundImage: `url("${fileUrl(readThumbnail, { fileId: picture.fileId })}")` }
                : {}),
            }}
          />
        ) : null}
      </div>
      <footer>
        <Button icon="back" label={t('picture.before')} disabled={place === 0} onPress={() => go(-1)} />
        <Button icon="next" label={t('picture.next')} disabled={place >= ids.length - 1} onPress={() => go(1)} />
        <span className="msg-viewer-name" dir="auto">
          {picture?.name} {hasMore ? '' : `· ${place + 1}/${ids.length}`}
        </span>
        <span className="msg-viewer-zoom">
          <Button
            icon="minus"
            label={t('picture.smaller')}
            disabled={zoom.isWhole}
            onPress={() => zoom.zoom(1 / 1.5)}
          />
          <Button icon="plus" label={t('picture.larger')} onPress={() => zoom.zoom(1.5)} />
        </span>
        {picture?.viewOnly ? null : (
          <Button icon="download" label={t('picture.save')} href={fileUrl(readFile, { fileId: at })} />
        )}
        <Button icon="close" label={t('picture.close')} onPress={props.onClose} />
      </footer>
    </dialog>
  );
}
