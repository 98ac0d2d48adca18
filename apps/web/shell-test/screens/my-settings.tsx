import { Card } from '#design/card.tsx';
import { Page } from '#design/page.tsx';
import { AppearanceSettings } from '#kernel/web/appearance-settings.tsx';
import { useWords } from '#kernel/web/use-words.ts';
import { trialWords } from '../trial-words.ts';

export function MySettings() {
  const t = useWords(trialWords);
  return (
    <Page title={t('settings')}>
      <Card>
        <AppearanceSettings />
      </Card>
    </Page>
  );
}
