import { Fragment } from 'react';
import { Sheet } from '#design/sheet.tsx';
import { useWords } from '../language/use-words.ts';
import { useShortcuts } from './shortcuts.ts';

/** Every key that does something on this screen. */
export function ShortcutOverview({ onClose }: { onClose: () => void }) {
  const t = useWords();
  const shortcuts = useShortcuts();
  return (
    <Sheet title={t('keys.title')} onClose={onClose}>
      <dl className="gj-keys">
        {shortcuts.map((shortcut) => (
          <Fragment key={shortcut.keys}>
            <dt>
              {shortcut.keys.split(' ').map((key, at) => (
                <Fragment key={key}>
                  {at ? ' ' : null}
                  <kbd>{key}</kbd>
                </Fragment>
              ))}
            </dt>
            <dd>{shortcut.word}</dd>
          </Fragment>
        ))}
      </dl>
    </Sheet>
  );
}
