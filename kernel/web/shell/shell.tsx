import { type ReactNode, useEffect, useState } from 'react';
import { Redirect, useLocation, useSearch } from 'wouter';
import { Empty } from '#design/empty.tsx';
import { Frame } from '#design/frame.tsx';
import { Mark } from '#design/mark.tsx';
import { Skeleton } from '#design/skeleton.tsx';
import { Toast } from '#design/toast.tsx';
import { useIsPhone } from '#design/use-is-phone.ts';
import { FailureNote } from '../calls/failure-note.tsx';
import { signInPath } from '../identity/session.ts';
import { mayUse, useViewerState } from '../identity/viewer.ts';
import { kernelWords } from '../language/kernel-words.ts';
import { LanguageSwitch } from '../language/language-switch.tsx';
import { useName } from '../language/use-name.ts';
import { useWords } from '../language/use-words.ts';
import { ConnectionBar } from '../push/connection-bar.tsx';
import { LiveRegion } from './announce.tsx';
import { BackLink } from './back-link.tsx';
import { fillPath, findRoute } from './find-route.ts';
import { listenForLinks } from './listen-for-links.ts';
import { LooseParts } from './loose-parts.tsx';
import { MissingPage } from './missing-page.tsx';
import { useAppMap, useEntries } from './navigation.ts';
import { NavigationBar } from './navigation-bar.tsx';
import { ShortcutOverview } from './shortcut-overview.tsx';
import { listenForShortcuts, useShortcut } from './shortcuts.ts';
import { ShownScreen } from './shown-screen.tsx';

/** The house around the modules' screens: which route the address names, who may see it, and where it stands. */
export function Shell() {
  const t = useWords();
  const [path, go] = useLocation();
  const search = useSearch();
  const phone = useIsPhone();
  const viewer = useViewerState();
  const { routes, bars } = useAppMap();
  const entries = useEntries();
  const [keysShown, setKeysShown] = useState(false);
  useEffect(listenForShortcuts, []);
  useEffect(() => listenForLinks(go), [go]);
  useShortcut('?', t('keys.overview'), () => setKeysShown(true));

  const found = findRoute(routes, path);
  const route = found && mayUse(viewer, found.route.permission) ? found.route : undefined;
  const title = useName(route?.words ?? kernelWords, route?.title ?? 'product');
  useEffect(() => {
    document.title = route ? `${title} · ${t('product')}` : title;
  }, [route, title, t]);

  const framed = (parts: { navigation?: ReactNode; list?: ReactNode; work?: ReactNode }) => (
    <Frame
      skipWords={t('skip')}
      bar={
        <>
          <ConnectionBar />
          {viewer.state === 'signedIn' ? <LooseParts parts={bars} /> : null}
        </>
      }
      {...parts}
    >
      <Toast />
      <LiveRegion />
      {keysShown ? <ShortcutOverview onClose={() => setKeysShown(false)} /> : null}
    </Frame>
  );

  if (found?.route.access === 'visitor') {
    return framed({
      work: (
        <div className="gj-visitor">
          <Mark size={48} label={t('product')} />
          <ShownScreen
            screen={found.route.screen}
            words={found.route.words}
            params={found.params}
            address={path}
            shape="page"
            arrives
          />
          <LanguageSwitch />
        </div>
      ),
    });
  }
  if (viewer.state === 'loading') return framed({ work: <Skeleton shape="page" /> });
  if (viewer.state === 'failed') {
    return framed({
      work: (
        <div className="gj-visitor">
          <FailureNote failure={viewer.failure} onRetry={viewer.retry} />
        </div>
      ),
    });
  }
  if (viewer.state === 'visitor') {
    const back = path === '/' ? '' : `?back=${encodeURIComponent(path + (search ? `?${search}` : ''))}`;
    return findRoute(routes, signInPath) ? (
      <Redirect to={signInPath + back} replace />
    ) : (
      framed({ work: <MissingPage /> })
    );
  }

  const first = entries[0];
  if (path === '/' && !route && first) return <Redirect to={first.path} replace />;
  const place = route?.place ?? entries.find((entry) => path.startsWith(entry.path))?.place;
  const onTop = path === '/' || entries.some((entry) => entry.path === path);
  const navigation = phone && !onTop ? undefined : <NavigationBar current={place} />;
  if (!route || !found) {
    return framed({
      navigation: <NavigationBar current={place} />,
      work:
        path === '/' ? (
          <Empty icon="workbench" title={t('welcome.title')}>
            {t('welcome.body')}
          </Empty>
        ) : (
          <MissingPage />
        ),
    });
  }

  const isList = route.isList ?? false;
  const openedFrom = routes.find((other) => other.path === route.within);
  const listRoute = isList ? route : openedFrom?.isList ? openedFrom : undefined;
  const listAddress = listRoute ? fillPath(listRoute.path, found.params) : undefined;
  const list =
    listRoute && (isList || !phone) ? (
      <ShownScreen
        key={listAddress}
        screen={listRoute.screen}
        words={listRoute.words}
        params={found.params}
        address={listAddress ?? path}
        shape="rows"
        arrives={isList}
      />
    ) : undefined;
  const work = isList ? (
    phone ? undefined : (
      <Empty icon={place ?? 'list'} title={t('choose.title')}>
        {t('choose.body')}
      </Empty>
    )
  ) : (
    <>
      {phone && !onTop ? (
        <BackLink
          to={
            openedFrom
              ? fillPath(openedFrom.path, found.params)
              : (entries.find((entry) => entry.place === place)?.path ?? '/')
          }
        />
      ) : null}
      <ShownScreen
        screen={route.screen}
        words={route.words}
        params={found.params}
        address={path}
        shape="page"
        arrives
      />
    </>
  );
  return framed({ navigation, list, work });
}
