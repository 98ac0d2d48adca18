import { type ReactNode, useEffect, useId, useRef } from 'react';
import { createPortal } from 'react-dom';
import { useDesignWords } from './design-words.ts';
import { Icon } from './icon.tsx';
import { useIsPhone } from './use-is-phone.ts';

/**
 * Something beside the work: a side sheet at the right of the frame on desktop (the work stays usable), a sheet from
 * below on phones. Whether it is open should stand in the address.
 */
export function Sheet(props: { title: string; onClose: () => void; children: ReactNode; foot?: ReactNode }) {
  const words = useDesignWords();
  const phone = useIsPhone();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const { onClose } = props;

  useEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    if (phone && dialog.current && !dialog.current.open) dialog.current.showModal();
    heading.current?.focus();
    return () => before?.focus();
  }, [phone]);

  const inside = (
    <>
      <header className="gj-sheet-head">
        <h2 id={id} ref={heading} tabIndex={-1}>
          {props.title}
        </h2>
        <button type="button" className="gj-icon-button" aria-label={words.close} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <div className="gj-sheet-body">{props.children}</div>
      {props.foot ? <footer className="gj-actions gj-sheet-foot">{props.foot}</footer> : null}
    </>
  );
  if (phone) {
    return (
      <dialog
        ref={dialog}
        className="gj-bottom-sheet"
        aria-labelledby={id}
        onCancel={(event) => {
          event.preventDefault();
          onClose();
        }}
        onPointerDown={(event) => {
          // A press on the darkened page above.
          if (event.clientY < event.currentTarget.getBoundingClientRect().top && event.target === event.currentTarget) {
            event.preventDefault();
            onClose();
          }
        }}
      >
        {inside}
      </dialog>
    );
  }
  const side = document.getElementById('gj-side');
  return side
    ? createPortal(
        <section
          className="gj-side-sheet"
          aria-labelledby={id}
          onKeyDown={(event) => event.key === 'Escape' && onClose()}
        >
          {inside}
        </section>,
        side,
      )
    : null;
}
