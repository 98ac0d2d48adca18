import { type ReactNode, useEffect, useId, useRef } from 'react';
import { Button } from './button.tsx';

/**
 * Asks before something that can't be undone; the title names the thing. The platform's own modal: it keeps the focus
 * inside, closes with Escape and gives the focus back.
 */
export function Question(props: {
  open: boolean;
  title: string;
  children?: ReactNode;
  yes: string;
  no: string;
  danger?: boolean;
  busy?: boolean;
  onYes: () => void;
  onNo: () => void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const element = dialog.current;
    if (props.open && !element?.open) element?.showModal();
    if (!props.open && element?.open) element.close();
  }, [props.open]);
  return (
    <dialog
      ref={dialog}
      className="gj-question"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        props.onNo();
      }}
    >
      <h2 id={id}>{props.title}</h2>
      <div>{props.children}</div>
      <div className="gj-actions">
        <Button onPress={props.onNo}>{props.no}</Button>
        <Button kind={props.danger ? 'danger' : 'primary'} busy={props.busy ?? false} onPress={props.onYes}>
          {props.yes}
        </Button>
      </div>
    </dialog>
  );
}
