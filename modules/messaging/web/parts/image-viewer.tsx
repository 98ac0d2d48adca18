import { useEffect, useRef } from 'react';
import { Button } from '#design/button.tsx';
import { fileUrl } from '#kernel/web/file-url.ts';
import { useWords } from '#kernel/web/use-words.ts';
import { readFile } from '#modules/files/contract/operations.ts';
import type { FileRow } from '#modules/files/contract/shapes.ts';
import { words } from '../words.ts';

/** Pictures of a message, one at a time over everything. Arrow keys lead on, Escape closes. */
export function ImageViewer(props: {
  pictures: readonly FileRow[];
  at: string;
  onMove: (fileId: string) => void;
  onClose: () => void;
}) {
  const t = useWords(words);
  const dialog = useRef<HTMLDialogElement>(null);
  const place = Math.max(
    0,
    props.pictures.findIndex((row) => row.fileId === props.at),
  );
  const picture = props.pictures[place];
  useEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    if (dialog.current && !dialog.current.open) dialog.current.showModal();
    return () => before?.focus();
  }, []);
  const go = (by: number) => {
    const next = props.pictures[place + by];
    if (next) props.onMove(next.fileId);
  };
  if (!picture) return null;
  return (
    <dialog
      ref={dialog}
      className="msg-viewer"
      aria-label={picture.name}
      onCancel={(event) => {
        event.preventDefault();
        props.onClose();
      }}
      onKeyDown={(event) => {
        if (event.key === 'ArrowLeft') go(-1);
        if (event.key === 'ArrowRight') go(1);
      }}
    >
      <img src={fileUrl(readFile, { fileId: picture.fileId, shown: true })} alt={picture.name} />
      <footer>
        <Button icon="back" label={t('picture.before')} disabled={place === 0} onPress={() => go(-1)} />
        <span className="msg-viewer-name" dir="auto">
          {picture.name} · {place + 1}/{props.pictures.length}
        </span>
        <Button
          icon="next"
          label={t('picture.next')}
          disabled={place === props.pictures.length - 1}
          onPress={() => go(1)}
        />
        <Button icon="download" label={t('picture.save')} href={fileUrl(readFile, { fileId: picture.fileId })} />
        <Button icon="close" label={t('picture.close')} onPress={props.onClose} />
      </footer>
    </dialog>
  );
}
