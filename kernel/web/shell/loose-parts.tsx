import { type ComponentType, Suspense } from 'react';
import { ErrorBoundary } from './error-boundary.tsx';

/** Parts of modules beside the screens. One that breaks leaves the screens and the others alone. */
export function LooseParts({ parts }: { parts: readonly ComponentType[] }) {
  return parts.map((Part, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the list of modules never changes while the program runs
    <ErrorBoundary key={at} scope="background">
      <Suspense>
        <Part />
      </Suspense>
    </ErrorBoundary>
  ));
}
