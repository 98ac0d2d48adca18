import { type ReactNode, useState } from 'react';
import { Icon } from '#design/icon.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import { words } from '../words.ts';

/** Around password fields: says so when Caps Lock is on while somebody types there. */
export function CapsLock({ children }: { children: ReactNode }) {
  const t = useWords(words);
  const [on, setOn] = useState(false);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only looks at what the fields inside are typed with
    <div
      onKeyDown={(event) => setOn(event.getModifierState('CapsLock'))}
      onKeyUp={(event) => setOn(event.getModifierState('CapsLock'))}
      onBlur={() => setOn(false)}
    >
      {children}
      <div role="status">
        {on ? (
          <span className="access-caps">
            <Icon name="keyboard" size={14} /> {t('capsLock')}
          </span>
        ) : null}
      </div>
    </div>
  );
}
