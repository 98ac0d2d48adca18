import { Sheet } from '#design/sheet.tsx';
import { useWords } from '#kernel/web/use-words.ts';
import { words } from '../words.ts';

const keys = [
  ['↑ ↓ ← →', 'walk'],
  ['Enter', 'open'],
  ['Insert +', 'insert'],
  ['Alt ↑ ↓ ← →', 'move'],
  ['Delete', 'remove'],
  ['Ctrl C X V', 'clipboard'],
  ['Ctrl D', 'duplicate'],
  ['Ctrl Z Y', 'undo'],
  ['Home End', 'ends'],
  ['Esc', 'close'],
] as const;

/** What the keys do on the cards. */
export function KeyOverview({ onClose }: { onClose: () => void }) {
  const t = useWords(words);
  return (
    <Sheet title={t('flow.keys')} onClose={onClose}>
      <dl className="flow-keys">
        {keys.map(([press, does]) => (
          <div key={does}>
            <dt>
              <kbd>{press}</kbd>
            </dt>
            <dd>{t(`flow.key.${does}`)}</dd>
          </div>
        ))}
      </dl>
    </Sheet>
  );
}
