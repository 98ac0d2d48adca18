import { useLocation } from 'wouter';
import { Avatar } from '#design/avatar.tsx';
import { BottomTabs } from '#design/bottom-tabs.tsx';
import { Place, type PlaceLink } from '#design/place.tsx';
import { Rail } from '#design/rail.tsx';
import { useIsPhone } from '#design/use-is-phone.ts';
import { useViewer } from '../identity/viewer.ts';
import { useWords } from '../language/use-words.ts';
import type { PlaceName } from './module-web.ts';
import { useAppMap, useEntries } from './navigation.ts';
import { useShortcut } from './shortcuts.ts';

const onRail: readonly PlaceName[] = ['messages', 'todo', 'calendar', 'directory', 'workbench'];
const onPhone: readonly PlaceName[] = ['messages', 'todo', 'workbench', 'directory', 'me'];
const letters: Partial<Record<PlaceName, string>> = {
  search: '/',
  messages: 'g m',
  todo: 'g t',
  calendar: 'g c',
  directory: 'g d',
  workbench: 'g w',
  notifications: 'g n',
  me: 'g i',
  admin: 'g a',
};

/** The places that modules provide and the viewer may use: a rail on desktop, tabs on phones. */
export function NavigationBar({ current }: { current: PlaceName | undefined }) {
  const t = useWords();
  const phone = useIsPhone();
  const viewer = useViewer();
  const [, go] = useLocation();
  const entries = useEntries();
  // The list of modules never changes while the program runs, so neither does the order of these hooks.
  const counts = new Map<PlaceName, number>();
  const map = useAppMap();
  for (const entry of map.entries) {
    // biome-ignore lint/correctness/useHookAtTopLevel: see above
    const count = entry.useBadge?.() ?? 0;
    if (entries.includes(entry)) counts.set(entry.place, (counts.get(entry.place) ?? 0) + count);
  }
  const linkOf = (place: PlaceName): PlaceLink | undefined => {
    const entry = entries.find((one) => one.place === place);
    if (!entry) return undefined;
    const count = counts.get(place) ?? 0;
    return {
      key: place,
      href: entry.path,
      word: t(`place.${place}`),
      icon: place,
      current: place === current,
      count,
      countWords: t('unread', { count }),
    };
  };
  const links = (places: readonly PlaceName[]) => places.map(linkOf).filter((link) => link !== undefined);
  const [search, notifications, admin] = [linkOf('search'), linkOf('notifications'), linkOf('admin')];
  const me = linkOf('me');
  const keys = links(['search', ...onRail, 'notifications', 'me', 'admin']).map((link) => (
    <PlaceKey key={link.key} keys={letters[link.key as PlaceName] ?? ''} word={link.word} open={() => go(link.href)} />
  ));
  if (phone) {
    // Notifications have no tab of their own: they are found under one's own page, which counts them.
    const withBell = (link: PlaceLink): PlaceLink => {
      const count = link.count + (notifications?.count ?? 0);
      return link.key === 'me' ? { ...link, count, countWords: t('unread', { count }) } : link;
    };
    return (
      <>
        {keys}
        <BottomTabs label={t('places')} places={links(onPhone).map(withBell)} />
      </>
    );
  }
  return (
    <>
      {keys}
      <Rail
        label={t('places')}
        name={t('product')}
        top={search ? <Place place={search} /> : null}
        places={links(onRail)}
        bottom={
          <>
            {notifications ? <Place place={notifications} /> : null}
            {admin ? <Place place={admin} /> : null}
            {me ? <Place place={me} picture={<Avatar name={viewer.name} photo={viewer.photo} size={28} />} /> : null}
          </>
        }
      />
    </>
  );
}

function PlaceKey({ keys, word, open }: { keys: string; word: string; open: () => void }) {
  const t = useWords();
  useShortcut(keys, t('keys.go', { place: word }), open);
  return null;
}
