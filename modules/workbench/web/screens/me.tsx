import { Avatar } from '#design/avatar.tsx';
import { Badge } from '#design/badge.tsx';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { FactList } from '#design/fact-list.tsx';
import { Icon } from '#design/icon.tsx';
import { Page } from '#design/page.tsx';
import { useIsPhone } from '#design/use-is-phone.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useSession } from '#kernel/web/identity/session.ts';
import { useViewer } from '#kernel/web/identity/viewer.ts';
import { useName } from '#kernel/web/language/use-name.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { AppearanceSettings } from '#kernel/web/shell/appearance-settings.tsx';
import type { NavigationEntry } from '#kernel/web/shell/module-web.ts';
import { useEntries, type Worded } from '#kernel/web/shell/navigation.ts';
import { signOut } from '#modules/access/contract/sign-in.ts';
import { readViewer } from '#modules/access/contract/viewer.ts';
import { words } from '../words.ts';
import '../workbench.css';

/** Who I am here, how this device shows things, what is mine, and the way out. */
export function MeScreen() {
  const t = useWords(words);
  const viewer = useViewer();
  const phone = useIsPhone();
  const session = useSession();
  const leaving = useCommand(signOut);
  const who = useRead(readViewer, {});
  // On phones these have no tab of their own.
  const mine = useEntries().filter(
    (entry) =>
      entry.path !== '/me' && (entry.place === 'me' || (phone && ['notifications', 'admin'].includes(entry.place))),
  );
  return (
    <Page
      title={
        <span className="workbench-who">
          <Avatar name={viewer.name} photo={viewer.photo} size={48} />
          {viewer.name}
        </span>
      }
      lead={viewer.employer.name}
    >
      <Card>
        <Loaded read={who} shape="text">
          {(person) => (
            <FactList
              facts={[
                { name: t('me.account'), value: person.account },
                { name: t('me.employer'), value: person.employer.name },
                ...(person.department ? [{ name: t('me.department'), value: person.department.name }] : []),
                ...(person.jobTitle ? [{ name: t('me.jobTitle'), value: person.jobTitle }] : []),
              ]}
            />
          )}
        </Loaded>
      </Card>
      {mine.length > 0 ? (
        <div className="workbench-rows">
          <Card title={t('me.more')}>
            <ul>
              {mine.map((entry) => (
                <li key={entry.path}>
                  <Mine entry={entry} />
                </li>
              ))}
            </ul>
          </Card>
        </div>
      ) : null}
      <Card title={t('me.show')}>
        <AppearanceSettings />
      </Card>
      {leaving.failure ? <FailureNote failure={leaving.failure} /> : null}
      <div>
        <Button
          icon="signOut"
          busy={leaving.running}
          onPress={() =>
            void leaving.run({}).then((done) => {
              if (!done) return;
              session.end();
              // The session at the provider that it began with ends too.
              if (done.continueAt) location.assign(done.continueAt);
            })
          }
        >
          {t('me.signOut')}
        </Button>
      </div>
    </Page>
  );
}

const noCount = () => 0;

function Mine({ entry }: { entry: Worded<NavigationEntry> }) {
  const t = useWords(words);
  const name = useName(entry.words, entry.word);
  // An entry keeps its hook for as long as the program runs.
  const useCount = entry.useBadge ?? noCount;
  const count = useCount();
  return (
    <a className="gj-row-link workbench-mine" href={entry.path}>
      <Icon name={entry.icon} />
      <span>{name}</span>
      <Badge count={count} label={t('apps.count', { count })} />
      <Icon name="next" size={16} />
    </a>
  );
}
