import { useId, useState } from 'react';
import { Button } from '#design/button.tsx';
import { Input } from '#design/input.tsx';
import { Note } from '#design/note.tsx';
import { Stack } from '#design/stack.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { ChangedSaying } from '#modules/messaging/contract/parts.ts';
import { words } from '../words.ts';
import '../content.css';

/** Asks what the files are and what for, and sends them with that. */
export function StatementForm({ onAgain }: { onAgain?: ((changed: ChangedSaying) => void) | undefined }) {
  const t = useWords(words);
  const id = useId();
  const [nature, setNature] = useState<string>();
  const [purpose, setPurpose] = useState<string>();
  const stated = { nature: (nature ?? '').trim(), purpose: (purpose ?? '').trim() };
  const ready = stated.nature !== '' && stated.purpose !== '';
  return (
    <form
      className="content-refused"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) onAgain?.({ stated });
      }}
    >
      <Note tone="warn" title={t('stated.needed')}>
        <Stack gap={2}>
          <label htmlFor={`${id}-nature`}>{t('stated.nature')}</label>
          <Input
            id={`${id}-nature`}
            value={nature}
            onChange={setNature}
            most={60}
            placeholder={t('stated.natureHint')}
          />
          <label htmlFor={`${id}-purpose`}>{t('stated.purpose')}</label>
          <Input
            id={`${id}-purpose`}
            value={purpose}
            onChange={setPurpose}
            most={120}
            placeholder={t('stated.purposeHint')}
          />
          <div>
            <Button kind="primary" type="submit" icon="send" disabled={!ready || !onAgain}>
              {t('stated.send')}
            </Button>
          </div>
        </Stack>
      </Note>
    </form>
  );
}
