import type { ReactNode } from 'react';
import { Skeleton } from '#design/skeleton.tsx';
import { invalidInput, notFound, notPermitted } from '#kernel/contract/kernel-failures.ts';
import { useWords } from '../language/use-words.ts';
import { MissingPage } from '../shell/missing-page.tsx';
import { FailureNote } from './failure-note.tsx';
import type { Read } from './use-read.ts';

/**
 * Shows what is read: the shape of it while loading, a failure with a retry, then the data. Where reading again fails,
 * the old data stays, with the failure above.
 */
export function Loaded<T>(props: {
  read: Omit<Read<T>, 'old'>;
  shape: 'rows' | 'text' | 'page';
  count?: number;
  children: (data: T) => ReactNode;
}) {
  const t = useWords();
  const { read } = props;
  // Somebody without the permission hasn't got it a moment later.
  const again = read.failure?.code === notPermitted.code ? {} : { onRetry: read.readAgain };
  const failure = read.failure ? <FailureNote failure={read.failure} {...again} /> : null;
  if (read.data === undefined) {
    // A page whose address names nothing: trying again would change nothing.
    if (props.shape === 'page' && [notFound.code, invalidInput.code].includes(read.failure?.code ?? ''))
      return <MissingPage />;
    if (failure && props.shape === 'page')
      return (
        <div className="gj-page gj-page-reading">
          <div>{failure}</div>
        </div>
      );
    if (failure) return failure;
    return (
      <div aria-busy>
        <span className="gj-unseen">{t('loading')}</span>
        <Skeleton shape={props.shape} {...(props.count ? { count: props.count } : {})} />
      </div>
    );
  }
  return (
    <>
      {failure}
      {props.children(read.data)}
    </>
  );
}
