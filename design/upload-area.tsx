import { type DragEvent, useId, useState } from 'react';
import { useDesignWords } from './design-words.ts';
import { Icon, type IconName } from './icon.tsx';

/**
 * Takes files by choosing and by dropping. What becomes of them is the caller's matter. `camera`: phones take a picture at
 * once. `word` and `icon` where it isn't just files.
 */
export function UploadArea(props: {
  onFiles: (files: readonly File[]) => void;
  accept?: string;
  several?: boolean;
  camera?: boolean;
  word?: string;
  icon?: IconName;
  hint?: string;
  disabled?: boolean;
  id?: string | undefined;
  describedBy?: string | undefined;
  invalid?: boolean;
}) {
  const words = useDesignWords();
  const ownId = useId();
  const id = props.id ?? ownId;
  const [over, setOver] = useState(false);
  const take = (files: FileList | null) => {
    if (files?.length) props.onFiles(props.several ? [...files] : [...files].slice(0, 1));
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (!props.disabled) take(event.dataTransfer.files);
  };
  return (
    <label
      className="gj-upload"
      htmlFor={id}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <input
        id={id}
        type="file"
        className="gj-unseen"
        accept={props.accept}
        multiple={props.several}
        {...(props.camera ? { capture: 'environment' as const } : {})}
        aria-describedby={props.describedBy}
        aria-invalid={props.invalid || undefined}
        disabled={props.disabled}
        onChange={(event) => {
          take(event.target.files);
          event.target.value = '';
        }}
      />
      <Icon name={props.icon ?? 'upload'} />
      <span>
        <b>{props.word ?? words.chooseFile}</b>
        {props.camera ? null : <span className="gj-wide-only"> {words.dropHere}</span>}
      </span>
      {props.hint ? <span className="gj-second">{props.hint}</span> : null}
    </label>
  );
}
