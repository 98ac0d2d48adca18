import { Sheet } from '#design/sheet.tsx';
import { useWords } from '#kernel/web/use-words.ts';
import { words } from '../words.ts';

const keys = [
  ['↑ ↓', 'walk'],
  ['Enter', 'open'],
  ['Alt ↑ ↓', 'move'],
  ['Alt → ←', 'inward'],
  ['Delete', 'remove'],
  ['Ctrl C X V', 'clipboard'],
  ['Ctrl D', 'duplicate'],
  ['Ctrl Z Y', 'undo'],
  ['Home End', 'ends'],
  ['Esc', 'back'],
] as const;

/** What the keys do on the fields of a form. */
export function FormKeys({ onClose }: { onClose: () => void }) {
  const t = useWords(words);
  return (
    <Sheet title={t('flow.keys')} onClose={onClose}>
      <dl className="flow-keys">
        {keys.map(([press, does]) => (
          <div key={does}>
            <dt>
              <kbd>{press}</kbd>
            </dt>
            <dd>{t(`design.key.${does}`)}</dd>
          </div>
        ))}
      </dl>
    </Sheet>
  );
}
