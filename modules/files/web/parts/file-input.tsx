import { useLayoutEffect, useRef } from 'react';
import { Button } from '#design/button.tsx';
import { UploadArea } from '#design/upload-area.tsx';
import { useIsPhone } from '#design/use-is-phone.ts';
import type { PropsOf } from '#kernel/contract/part.ts';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { announce } from '#kernel/web/shell/announce.tsx';
import { useTellUnderWay } from '#kernel/web/uploads/under-way.tsx';
import { describeFiles, readUploadLimits, removeUpload } from '../../contract/operations.ts';
import type { fileInput } from '../../contract/parts.ts';
import type { FileRow } from '../../contract/shapes.ts';
import { endingOf } from '../../domain/clean-name.ts';
import { useUploads } from '../use-uploads.ts';
import { words } from '../words.ts';
import { FileRowLine } from './file-row-line.tsx';
import { UploadLine } from './upload-line.tsx';
import '../files.css';

/** Takes files and sends them at once; the form holds their ids. What has arrived stays whatever becomes of the others. */
export function FileInput(props: PropsOf<typeof fileInput>) {
  const { most = 20, images = false, disabled = false, onChange } = props;
  const t = useWords(words);
  const format = useFormat();
  const isPhone = useIsPhone();
  const value = props.value ?? [];
  const limits = useRead(readUploadLimits, {}).data;
  const described = useRead(describeFiles, { fileIds: [...value] }, { when: value.length > 0, keep: true }).data;
  const remove = useCommand(removeUpload);
  // Several may arrive before the form has drawn the first of them.
  const held = useRef(value);
  useLayoutEffect(() => {
    held.current = value;
  });
  const hold = (next: readonly string[]) => {
    held.current = next;
    onChange?.([...next]);
  };
  const { uploads, add, retry, pause, drop } = useUploads((row: FileRow) => {
    hold([...held.current, row.fileId]);
    announce(t('uploaded', { name: row.name }));
  });

  const isComing = uploads.some((upload) => upload.state !== 'failed');
  useTellUnderWay(isComing ? 'coming' : uploads.length > 0 ? 'failed' : undefined);

  const size = format.bytes(limits?.mostBytes ?? 0);
  const room = most - value.length - uploads.filter((upload) => upload.state !== 'failed').length;
  const take = (files: readonly File[]) => {
    let left = room;
    add(files, (file) => {
      const ending = endingOf(file.name);
      const problem =
        left <= 0
          ? t('full', { most })
          : file.size === 0
            ? t('empty')
            : limits && file.size > limits.mostBytes
              ? t('tooLarge', { size })
              : limits?.refusedTypes.includes(ending)
                ? t('typeRefused', { type: ending })
                : images && file.type !== '' && !file.type.startsWith('image/')
                  ? t('notAPicture')
                  : undefined;
      if (!problem) left -= 1;
      return problem;
    });
  };
  const takeOut = (fileId: string, row: FileRow | undefined) => {
    hold(held.current.filter((one) => one !== fileId));
    // Were it to fail, the file goes by itself after a day.
    if (row?.may.includes('remove')) void remove.run({ fileId });
  };
  const rows = new Map(described?.rows.map((row) => [row.fileId, row]));

  return (
    <fieldset
      className="files-input"
      disabled={disabled}
      aria-label={t('files')}
      onPaste={(event) => {
        if (disabled || event.clipboardData.files.length === 0) return;
        event.preventDefault();
        take([...event.clipboardData.files]);
      }}
      onBlur={() => props.onBlur?.()}
    >
      {value.length > 0 || uploads.length > 0 ? (
        <ul className="files-list" aria-label={t('files')}>
          {value.map((fileId) => {
            const row = rows.get(fileId);
            // Being read: its line comes in a moment.
            if (!row && !described) return null;
            const out = (label: string) =>
              disabled ? null : <Button kind="quiet" icon="close" label={label} onPress={() => takeOut(fileId, row)} />;
            return row ? (
              <FileRowLine key={fileId} file={row} tools={out(t('remove', { name: row.name }))} />
            ) : (
              <li key={fileId} className="files-row">
                <span className="files-told gj-second">{t('gone')}</span>
                {out(t('gone.remove'))}
              </li>
            );
          })}
          {uploads.map((upload) => (
            <UploadLine
              key={upload.key}
              upload={upload}
              onRetry={() => retry(upload.key)}
              onPause={(paused) => pause(upload, paused)}
              onDrop={() => drop(upload.key)}
            />
          ))}
        </ul>
      ) : null}
      <div className="files-areas">
        <UploadArea
          id={props.id}
          describedBy={props.describedBy}
          invalid={props.invalid ?? false}
          several={most > 1}
          disabled={disabled || room <= 0}
          {...(images ? { accept: 'image/*', word: t('choose.images'), icon: 'image' as const } : {})}
          {...(limits ? { hint: t(isPhone ? 'hint.phone' : 'hint', { size, most }) } : {})}
          onFiles={take}
        />
        {isPhone ? (
          <UploadArea
            accept="image/*"
            camera
            word={t('camera')}
            icon="camera"
            disabled={disabled || room <= 0}
            onFiles={take}
          />
        ) : null}
      </div>
    </fieldset>
  );
}
