import Input from 'antd/es/input/Input';
import { useState } from 'react';
import { type Control, controlAttributes } from './control.ts';
import { useDesignWords } from './design-words.ts';
import { Icon } from './icon.tsx';

/** A password: hidden until its owner asks to see it. `autoComplete` is `current-password` or `new-password`. */
export function PasswordInput(props: Control<string> & { autoComplete: 'current-password' | 'new-password' }) {
  const words = useDesignWords();
  const [shown, setShown] = useState(false);
  return (
    <Input
      {...controlAttributes(props)}
      type={shown ? 'text' : 'password'}
      value={props.value ?? ''}
      autoComplete={props.autoComplete}
      status={props.invalid ? 'error' : ''}
      suffix={
        <button
          type="button"
          className="gj-inner-button"
          aria-pressed={shown}
          aria-label={shown ? words.hide : words.show}
          onClick={() => setShown(!shown)}
        >
          <Icon name={shown ? 'hidden' : 'eye'} size={18} />
        </button>
      }
      onChange={(event) => props.onChange?.(event.target.value)}
      onBlur={props.onBlur}
    />
  );
}
