import { type ReactNode, useId } from 'react';
import { FieldFrame } from '#design/field-frame.tsx';

/** A control with its label, for sheets whose fields aren't those of one operation's input. */
export function Labelled(props: {
  label: string;
  hint?: string | undefined;
  required?: boolean;
  children: (named: { id: string; describedBy: string }) => ReactNode;
}) {
  const id = useId();
  return (
    <FieldFrame id={id} label={props.label} hint={props.hint} required={props.required ?? false}>
      {props.children({ id, describedBy: `${id}-told` })}
    </FieldFrame>
  );
}
