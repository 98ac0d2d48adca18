import { Suspense } from 'react';
import { Skeleton } from '#design/skeleton.tsx';
import { languageNow } from '../language/language.ts';
import { fetchWords, type ModuleWords } from '../language/module-words.ts';
import { Arrive } from './arrive.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import type { Screen } from './module-web.ts';

/** A module's screen in its place: the shape of a page until it is there, its faults kept inside. */
export function ShownScreen(props: {
  screen: Screen;
  words: ModuleWords;
  params: Readonly<Record<string, string>>;
  address: string;
  shape: 'rows' | 'page';
  arrives: boolean;
}) {
  // Beside the screen's own file, and not after it; the screen says so if they can't be had.
  fetchWords(props.words, languageNow()).catch(() => undefined);
  return (
    <ErrorBoundary scope="page" at={props.address}>
      <Suspense fallback={<Skeleton shape={props.shape} count={6} />}>
        <props.screen params={props.params} />
        {props.arrives ? <Arrive address={props.address} /> : null}
      </Suspense>
    </ErrorBoundary>
  );
}
