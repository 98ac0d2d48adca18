import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Icon } from '#design/icon.tsx';
import { Tag } from '#design/tag.tsx';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { Opening } from '#kernel/web/shell/opening.tsx';
import { fileUrl } from '#kernel/web/uploads/file-url.ts';
import { readFile, readThumbnail } from '../../contract/operations.ts';
import { fileLabel } from '../../contract/parts.ts';
import type { FileRow } from '../../contract/shapes.ts';
import { words } from '../words.ts';

/** One file: its picture or sign, its name, which opens it, its size; to save it; and what else the place offers. */
export function FileRowLine({ file, tools }: { file: FileRow; tools?: ReactNode }) {
  const t = useWords(words);
  const format = useFormat();
  const { fileId, name } = file;
  const saves = fileUrl(readFile, { fileId });
  return (
    <li className="files-row">
      <span className="files-sign">
        {file.thumbnail ? (
          <img src={fileUrl(readThumbnail, { fileId })} alt="" loading="lazy" />
        ) : (
          <Icon name={file.shows === 'image' ? 'image' : 'file'} />
        )}
      </span>
      <span className="files-told">
        {file.viewOnly ? (
          <Link href={`/files/${fileId}`} className="files-name" aria-label={t('open', { name })}>
            {name}
          </Link>
        ) : file.shows === 'nothing' ? (
          <a href={saves} download className="files-name">
            {name}
          </a>
        ) : (
          <a
            href={fileUrl(readFile, { fileId, shown: true })}
            target="_blank"
            rel="noopener"
            className="files-name"
            aria-label={t('open', { name })}
          >
            {name}
          </a>
        )}
        <span className="gj-second">
          {format.bytes(file.size)} {file.sensitive ? <Tag tone="warn">{t('sensitive')}</Tag> : null}
          {file.viewOnly ? <Tag>{t('viewOnly')}</Tag> : null}
        </span>
      </span>
      {file.label !== null || file.may.includes('label') ? (
        <Opening
          of={fileLabel}
          fileId={fileId}
          label={file.label}
          may={file.may.includes('label')}
          attached={!file.may.includes('remove')}
        />
      ) : null}
      {file.viewOnly ? null : (
        <a href={saves} download className="files-tool" aria-label={t('save', { name })} title={t('save', { name })}>
          <Icon name="download" size={18} />
        </a>
      )}
      {tools}
    </li>
  );
}
