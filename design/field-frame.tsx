import type { ReactNode } from 'react';
import { useDesignWords } from './design-words.ts';
import { Icon } from './icon.tsx';

/** Label above (what may be left empty says so), control, then the problem or the hint. The control gets `id` and `describedBy` of the same names. */
export function FieldFrame(props: {
  id: string;
  label: string;
  /** False: says that it may be left empty. */
  required?: boolean;
  /** Stands over something that isn't one control and names itself. */
  group?: boolean;
  hint?: ReactNode;
  problem?: string | undefined;
  children: ReactNode;
}) {
  const words = useDesignWords();
  const label = (
    <>
      {props.label}
      {props.required === false ? <span className="gj-optional"> {words.optional}</span> : null}
    </>
  );
  return (
    <div className="gj-field">
      {props.group ? <div className="gj-label">{label}</div> : <label htmlFor={props.id}>{label}</label>}
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
