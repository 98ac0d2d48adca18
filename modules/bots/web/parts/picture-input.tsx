import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { UploadArea } from '#design/upload-area.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import { mostPictureBytes } from '../../contract/said.ts';
import { words } from '../words.ts';

/** The picture of an application, as base64; null: none any more. `held`: the address of the one that it has. */
export function PictureInput(props: {
  value: string | null | undefined;
  held: string | undefined;
  onChange: (value: string | null | undefined) => void;
  id?: string | undefined;
  describedBy?: string | undefined;
}) {
  const t = useWords(words);
  const { value, held, onChange } = props;
  const [tooBig, setTooBig] = useState(false);
  const take = async (file: File | undefined) => {
    if (!file) return;
    setTooBig(file.size > mostPictureBytes);
    if (file.size <= mostPictureBytes) onChange(toBase64(new Uint8Array(await file.arrayBuffer())));
  };
  const shown = value ? `data:image/*;base64,${value}` : value === null ? undefined : held;
  return (
    <>
      {shown ? (
        <p className="bots-head">
          <img className="gj-avatar bots-face" src={shown} alt={t('app.picture')} />
          <Button kind="quiet" icon="trash" onPress={() => onChange(held ? null : undefined)}>
            {t('app.picture.drop')}
          </Button>
        </p>
      ) : null}
      <UploadArea
        id={props.id}
        describedBy={props.describedBy}
        accept="image/png,image/jpeg"
        word={t('app.picture.choose')}
        onFiles={(files) => void take(files[0])}
      />
      {tooBig ? <p role="alert">{t('app.picture.tooBig')}</p> : null}
    </>
  );
}

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8_192) text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  return btoa(text);
}
