import type { ReactNode } from 'react';
import { useDesignWords } from './design-words.ts';
import { Icon } from './icon.tsx';

/** Label above, control, then the problem or the hint. The control gets `id` and `describedBy` of the same names. */
export function FieldFrame(props: {
  id: string;
  label: string;
  required?: boolean;
  hint?: ReactNode;
  problem?: string | undefined;
  children: ReactNode;
}) {
  const words = useDesignWords();
  return (
    <div className="gj-field">
      <label htmlFor={props.id}>
        {props.label}
        {props.required ? <span className="gj-required"> {words.required}</span> : null}
      </label>
      {props.children}
      <div id={`${props.id}-told`} className="gj-told" aria-live="polite">
        {props.problem ? (
          <span className="gj-problem">
            <Icon name="alert" size={14} /> {props.problem}
          </span>
        ) : (
          props.hint
        )}
      </div>
    </div>
  );
}
