import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import { Part } from '#kernel/web/shell/part.tsx';
import { Awaiting, type UnderWay } from '#kernel/web/uploads/under-way.tsx';
import { fileInput } from '#modules/files/contract/parts.ts';
import { words } from '../words.ts';
import { Labelled } from './labelled.tsx';

/** Files that go with an opinion; out of the way until somebody wants them. */
export function OpinionFiles(props: {
  files: readonly string[];
  onChange: (files: string[]) => void;
  /** Who can open them and how they are proved, where they don't go with an opinion that is signed. */
  hint?: string;
  /** What the sheet waits for before it is sent. */
  underWay: UnderWay;
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
    <Awaiting underWay={props.underWay}>
      <Labelled label={t('opinion.files')} hint={props.hint ?? t('opinion.files.hint')} required={false} group>
        {(named) => (
          <Part of={fileInput} {...named} value={props.files} onChange={(next) => props.onChange(next ?? [])} />
        )}
      </Labelled>
    </Awaiting>
  );
}
