import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { Part } from '#kernel/web/part.tsx';
import { useWords } from '#kernel/web/use-words.ts';
import { fileInput } from '#modules/files/contract/parts.ts';
import { words } from '../words.ts';
import { Labelled } from './labelled.tsx';

/** Files that go with an opinion; out of the way until somebody wants them. `onBusy`: one is still on its way. */
export function OpinionFiles(props: {
  files: readonly string[];
  onChange: (files: string[]) => void;
  onBusy: (busy: boolean) => void;
}) {
  const t = useWords(words);
  const [isOpen, setOpen] = useState(props.files.length > 0);
  if (!isOpen) {
    return (
      <div>
        <Button kind="quiet" icon="plus" onPress={() => setOpen(true)}>
          {t('opinion.files.add')}
        </Button>
      </div>
    );
  }
  return (
    <Labelled label={t('opinion.files')} hint={t('opinion.files.hint')} required={false} group>
      {(named) => (
        <Part
          of={fileInput}
          {...named}
          value={props.files}
          onBusy={props.onBusy}
          onChange={(next) => props.onChange(next ?? [])}
        />
      )}
    </Labelled>
  );
}
