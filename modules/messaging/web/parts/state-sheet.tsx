import { useState } from 'react';
import type { z } from 'zod';
import { Button } from '#design/button.tsx';
import { Input } from '#design/input.tsx';
import { Sheet } from '#design/sheet.tsx';
import { Stack } from '#design/stack.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { stated } from '../../contract/shapes.ts';
import { words } from '../words.ts';

type Stated = z.infer<typeof stated>;

/** Says of files, before they are sent, what they are and what for (S3 二(四)1). */
export function StateSheet(props: { value: Stated | undefined; onSay: (said: Stated) => void; onClose: () => void }) {
  const t = useWords(words);
  const [nature, setNature] = useState(props.value?.nature);
  const [purpose, setPurpose] = useState(props.value?.purpose);
  const said = { nature: (nature ?? '').trim(), purpose: (purpose ?? '').trim() };
  return (
    <Sheet
      title={t('state')}
      onClose={props.onClose}
      foot={
        <Button
          kind="primary"
          icon="check"
          disabled={said.nature === '' || said.purpose === ''}
          onPress={() => props.onSay(said)}
        >
          {t('state.set')}
        </Button>
      }
    >
      <Stack gap={4}>
        <p className="gj-second">{t('state.hint')}</p>
        <div>
          <label htmlFor="state-nature">{t('state.nature')}</label>
          <Input id="state-nature" value={nature} onChange={setNature} most={60} placeholder={t('state.natureHint')} />
        </div>
        <div>
          <label htmlFor="state-purpose">{t('state.purpose')}</label>
          <Input
            id="state-purpose"
            value={purpose}
            onChange={setPurpose}
            most={120}
            placeholder={t('state.purposeHint')}
          />
        </div>
      </Stack>
    </Sheet>
  );
}
