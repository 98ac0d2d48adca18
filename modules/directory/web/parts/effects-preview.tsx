import { useEffect, useState } from 'react';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { Skeleton } from '#design/skeleton.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { PersonChange } from '../../contract/people.ts';
import { previewPersonChange } from '../../contract/preview-change.ts';
import { words } from '../words.ts';
import { ChangeEffects } from './change-effects.tsx';

/** Shows on demand what a change would bring; another change asks anew. `change` null: the person leaves. */
export function EffectsPreview({ personId, change }: { personId: string; change: PersonChange | null }) {
  const t = useWords(words);
  const preview = useCommand(previewPersonChange);
  const [shown, setShown] = useState<OutputOf<typeof previewPersonChange>['effects']>();
  const asked = JSON.stringify(change);
  // What was shown belongs to what was asked.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text stands for the change.
  useEffect(() => setShown(undefined), [asked]);
  return (
    <Card
      title={t('effects.title')}
      tools={
        <Button
          busy={preview.running}
          disabled={change !== null && Object.keys(change).length === 0}
          onPress={async () => {
            const answer = await preview.run({ personId, change });
            if (answer) setShown(answer.effects);
          }}
        >
          {t('effects.show')}
        </Button>
      }
    >
      {preview.failure ? <FailureNote failure={preview.failure} /> : null}
      {preview.running ? <Skeleton shape="rows" count={2} /> : null}
      {shown ? <ChangeEffects effects={shown} /> : <p className="gj-second">{t('effects.hint')}</p>}
    </Card>
  );
}
