import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { addPhrase, readPhrases, removePhrase } from '../../contract/list-operations.ts';
import { words } from '../words.ts';

/** The person's own usual phrases: touched, one is used; what is typed can be kept as one, and each be removed. */
export function OwnPhrases(props: { typed: string; disabled: boolean; onUse: (phrase: string) => void }) {
  const t = useWords(words);
  const [removing, setRemoving] = useState(false);
  const phrases = useRead(readPhrases, {}).data?.phrases ?? [];
  const add = useCommand(addPhrase);
  const remove = useCommand(removePhrase);
  const typed = props.typed.trim().replaceAll(/\s+/g, ' ');
  const canKeep = typed !== '' && [...typed].length <= 200 && !phrases.includes(typed);
  return (
    <div className="approvals-phrases">
      {phrases.map((phrase) => (
        <Button
          key={phrase}
          disabled={props.disabled || remove.running}
          {...(removing ? { icon: 'close' as const, kind: 'danger' as const } : {})}
          onPress={() => (removing ? void remove.run({ phrase }) : props.onUse(phrase))}
        >
          {phrase}
        </Button>
      ))}
      {canKeep ? (
        <Button kind="quiet" icon="plus" busy={add.running} onPress={() => void add.run({ phrase: typed })}>
          {t('phrase.keep')}
        </Button>
      ) : null}
      {phrases.length > 0 ? (
        <Button kind="quiet" onPress={() => setRemoving(!removing)}>
          {t(removing ? 'phrase.removed' : 'phrase.remove')}
        </Button>
      ) : null}
    </div>
  );
}
