import { Suspense } from 'react';
import { Skeleton } from '#design/skeleton.tsx';
import { Arrive } from './arrive.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import type { Screen } from './module-web.ts';

/** A module's screen in its place: the shape of a page until it is there, its faults kept inside. */
export function ShownScreen(props: {
  screen: Screen;
  params: Readonly<Record<string, string>>;
  address: string;
  shape: 'rows' | 'page';
  arrives: boolean;
}) {
  return (
    <ErrorBoundary scope="page" at={props.address}>
      <Suspense fallback={<Skeleton shape={props.shape} count={6} />}>
        <props.screen params={props.params} />
        {props.arrives ? <Arrive address={props.address} /> : null}
      </Suspense>
    </ErrorBoundary>
  );
}
