import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { Page } from '#design/page.tsx';
import { Select } from '#design/select.tsx';
import { Sheet } from '#design/sheet.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import { AppearanceSettings } from '#kernel/web/shell/appearance-settings.tsx';
import { trialWords } from '../trial-words.ts';

export function MySettings() {
  const t = useWords(trialWords);
  const [open, setOpen] = useState(false);
  const [kind, setKind] = useState<string>();
  return (
    <Page title={t('settings')} tools={<Button onPress={() => setOpen(true)}>{t('kind')}</Button>}>
      <Card>
        <AppearanceSettings />
      </Card>
      {open ? (
        <Sheet title={t('kind')} onClose={() => setOpen(false)}>
          <Select
            id="kind"
            value={kind}
            onChange={setKind}
            placeholder={t('kind')}
            choices={(['annual', 'sick'] as const).map((value) => ({ value, label: t(value) }))}
          />
        </Sheet>
      ) : null}
    </Page>
  );
}
