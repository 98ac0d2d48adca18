import { Card } from '#design/card.tsx';
import { Page } from '#design/page.tsx';
import { Switch } from '#design/switch.tsx';
import { readSettings } from '#kernel/contract/kernel-operations.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { ScreenProps } from '#kernel/web/shell/module-web.ts';
import { readPrivacy, savePrivacy } from '../../contract/reminders.ts';
import { presence } from '../../contract/settings.ts';
import '../messaging.css';
import { words } from '../words.ts';

/** How messages are told to oneself. */
export function MessageSettings(_: ScreenProps) {
  const t = useWords(words);
  const read = useRead(readPrivacy, {});
  const save = useCommand(savePrivacy);
  const rules = useRead(readSettings, { names: [presence.name] });
  const company = presence.shape.safeParse(rules.data?.values[0]?.value).data;
  return (
    <Page title={t('settings')}>
      <Card>
        <Loaded read={read} shape="rows">
          {({ hideText, hidePresence }) => (
            <>
              <div className="msg-rule">
                <span>{t('settings.showText')}</span>
                <Switch
                  label={t('settings.showText')}
                  value={!hideText}
                  busy={save.running}
                  onChange={(on) => void save.run({ hideText: !on })}
                />
              </div>
              <p className="gj-second">{t('settings.showText.hint')}</p>
              <div className="msg-rule">
                <span>{t('settings.presence')}</span>
                <Switch
                  label={t('settings.presence')}
                  value={!hidePresence && company !== false}
                  busy={save.running || company !== true}
                  onChange={(on) => void save.run({ hidePresence: !on })}
                />
              </div>
              <p className="gj-second">{t(company === false ? 'settings.presence.off' : 'settings.presence.hint')}</p>
            </>
          )}
        </Loaded>
        {save.failure ? <FailureNote failure={save.failure} /> : null}
      </Card>
    </Page>
  );
}
