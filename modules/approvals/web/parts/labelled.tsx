import { type ReactNode, useId } from 'react';
import { FieldFrame } from '#design/field-frame.tsx';

/** A control with its label, in the sheets beside a request. */
export function Labelled(props: {
  label: string;
  required?: boolean;
  hint?: string;
  problem?: string | undefined;
  group?: boolean;
  children: (named: {
    id: string;
    describedBy: string;
    required: boolean;
    invalid: boolean;
    label: string;
  }) => ReactNode;
}) {
  const id = useId();
  const required = props.required ?? true;
  return (
    <FieldFrame
      id={id}
      label={props.label}
      required={required}
      hint={props.hint}
      problem={props.problem}
      group={props.group ?? false}
    >
      {props.children({
        id,
        describedBy: `${id}-told`,
        required,
        invalid: props.problem !== undefined,
        label: props.label,
      })}
    </FieldFrame>
  );
}
