import { QueryClientProvider, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, StrictMode, useEffect, useEffectEvent, useMemo, useRef } from 'react';
import { createRoot } from 'react-dom/client';
import { useLocation, useSearch } from 'wouter';
import { DesignRoot } from '#design/design-root.tsx';
import { giveNonceToStyles } from '#design/style-nonce.ts';
import type { OperationContract } from '#kernel/contract/operation.ts';
import type { Language } from '#kernel/contract/words.ts';
import { makeQueryClient, readEverythingAgain } from '../calls/query-client.ts';
import { claimRemembered, forgetRemembered, openRemembered, rememberAnswers } from '../calls/remembered-answers.ts';
import { forgetAllDrafts } from '../forms/drafts.ts';
import { onSessionOver, type Session, SessionContext, signInPath } from '../identity/session.ts';
import { ViewerContext, type ViewerState } from '../identity/viewer.ts';
import { kernelWords } from '../language/kernel-words.ts';
import { languageNow, useLanguage } from '../language/language.ts';
import { fetchWords, loadWords, type ModuleNames, nameModules } from '../language/module-words.ts';
import { useWords } from '../language/use-words.ts';
import { forgetPush } from '../push/forget-push.ts';
import { PushConnection } from '../push/push-connection.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { LooseParts } from './loose-parts.tsx';
import type { ModuleWeb } from './module-web.ts';
import { type AppMap, AppMapContext, appMap } from './navigation.ts';
import { showNotStarted } from './not-started.ts';
import { Shell } from './shell.tsx';

/**
 * Draws the app into `#root`. `useViewerState` says who is signed in, by reading a query with `useRead`;
 * it is given by whoever composes the app, because the kernel knows no module. `names` holds what routes and entries are
 * called, so that a module's words needn't be there before one of its screens is shown; left out, all are fetched first.
 */
export async function startApp(composed: {
  modules: readonly ModuleWeb[];
  useViewerState: () => ViewerState;
  names?: Readonly<Record<Language, () => Promise<{ default: ModuleNames }>>>;
}): Promise<void> {
  giveNonceToStyles();
  nameModules(composed.modules, composed.names);
  const root = document.getElementById('root');
  if (!root) throw new Error('the page has no #root');
  try {
    await Promise.all([fetchWords(kernelWords, languageNow()), loadWords(languageNow()), openRemembered()]);
  } catch (problem) {
    showNotStarted(root);
    throw problem;
  }
  const map = appMap(composed.modules);
  const fetchRemembered = async () =>
    (await Promise.all(composed.modules.map((module) => module.remembers?.() ?? []))).flat();
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={makeQueryClient()}>
        <Worded>
          <ErrorBoundary scope="app">
            <SignedIn
              map={map}
              modules={composed.modules}
              fetchRemembered={fetchRemembered}
              useState={composed.useViewerState}
            />
          </ErrorBoundary>
        </Worded>
      </QueryClientProvider>
    </StrictMode>,
  );
}

function Worded({ children }: { children: ReactNode }) {
  const t = useWords();
  const language = useLanguage();
  const client = useQueryClient();
  const asked = useRef(language);
  useEffect(() => {
    if (asked.current === language) return;
    asked.current = language;
    // The server puts some of its answers into words of the reader's language.
    readEverythingAgain(client);
  }, [language, client]);
  const words = useMemo(
    () => ({
      close: t('close'),
      clear: t('clear'),
      more: t('more'),
      loading: t('loading'),
      loadMore: t('loadMore'),
      undo: t('undo'),
      show: t('show'),
      hide: t('hide'),
      optional: t('optional'),
      chooseFile: t('chooseFile'),
      dropHere: t('dropHere'),
      retry: t('retry'),
      noChoices: t('noChoices'),
    }),
    [t],
  );
  return (
    <DesignRoot language={language} words={words}>
      {children}
    </DesignRoot>
  );
}

function SignedIn(props: {
  map: AppMap;
  modules: readonly ModuleWeb[];
  fetchRemembered: () => Promise<readonly OperationContract<'query'>[]>;
  useState: () => ViewerState;
}) {
  const client = useQueryClient();
  const viewer = props.useState();
  const [path, go] = useLocation();
  const search = useSearch();
  const { fetchRemembered } = props;
  const [personId, keeps] = viewer.state === 'signedIn' ? [viewer.viewer.personId, !viewer.viewer.shared] : [];
  useMemo(() => {
    if (personId !== undefined) claimRemembered(personId, keeps ?? false);
  }, [personId, keeps]);
  useEffect(() => {
    if (personId === undefined || !keeps) return;
    let stop: (() => void) | undefined;
    let over = false;
    fetchRemembered().then(
      (operations) => {
        if (!over) stop = rememberAnswers(client, personId, operations);
      },
      () => undefined,
    );
    return () => {
      over = true;
      stop?.();
    };
  }, [client, fetchRemembered, personId, keeps]);
  const isVisitor = viewer.state === 'visitor';
  useEffect(() => {
    // The session ended while this page was closed: nobody is there to be told of it.
    if (isVisitor) void forgetRemembered();
  }, [isVisitor]);

  const session = useMemo<Session>(
    () => ({
      begin: () => {
        const back = new URLSearchParams(location.search).get('back');
        void client.resetQueries();
        go(back?.startsWith('/') && !back.startsWith('//') ? back : '/', { replace: true });
      },
      end: () => {
        forgetAllDrafts();
        void forgetRemembered();
        void forgetPush();
        void client.resetQueries();
        go(signInPath, { replace: true });
      },
    }),
    [client, go],
  );
  // A session that ended by itself: what was typed stays for when the person is back.
  const isOver = useEffectEvent(() => {
    if (viewer.state !== 'signedIn') return;
    void forgetRemembered();
    go(`${signInPath}?back=${encodeURIComponent(path + (search ? `?${search}` : ''))}`, { replace: true });
    void client.resetQueries();
  });
  useEffect(() => onSessionOver(() => isOver()), []);
  // It may have ended while the page was closed.
  const { state } = viewer;
  useEffect(() => {
    if (state === 'visitor') void forgetRemembered();
  }, [state]);

  return (
    <AppMapContext value={props.map}>
      <SessionContext value={session}>
        <ViewerContext value={viewer}>
          {viewer.state === 'signedIn' ? <PushConnection modules={props.modules} /> : null}
          <Shell />
          {viewer.state === 'signedIn' ? <LooseParts parts={props.map.background} /> : null}
        </ViewerContext>
      </SessionContext>
    </AppMapContext>
  );
}
