import { Sheet } from '#design/sheet.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import { words } from '../words.ts';

/** What the keys do on the cards of a flow. */
const flow = [
  ['↑ ↓ ← →', 'flow.key.walk'],
  ['Enter', 'flow.key.open'],
  ['Insert +', 'flow.key.insert'],
  ['Alt ↑ ↓ ← →', 'flow.key.move'],
  ['Delete', 'flow.key.remove'],
  ['Ctrl C X V', 'flow.key.clipboard'],
  ['Ctrl D', 'flow.key.duplicate'],
  ['Ctrl Z Y', 'flow.key.undo'],
  ['Home End', 'flow.key.ends'],
  ['Esc', 'flow.key.close'],
] as const;

/** What they do on the fields of a form. */
const form = [
  ['↑ ↓', 'design.key.walk'],
  ['Enter', 'design.key.open'],
  ['Alt ↑ ↓', 'design.key.move'],
  ['Alt → ←', 'design.key.inward'],
  ['Delete', 'design.key.remove'],
  ['Ctrl C X V', 'design.key.clipboard'],
  ['Ctrl D', 'design.key.duplicate'],
  ['Ctrl Z Y', 'design.key.undo'],
  ['Home End', 'design.key.ends'],
  ['Esc', 'design.key.back'],
] as const;

const keys = { flow, form };

/** What the keys do in a designer. */
export function KeyOverview({ of, onClose }: { of: keyof typeof keys; onClose: () => void }) {
  const t = useWords(words);
  return (
    <Sheet title={t('flow.keys')} onClose={onClose}>
      <dl className="flow-keys">
        {keys[of].map(([press, does]) => (
          <div key={does}>
            <dt>
              <kbd>{press}</kbd>
            </dt>
            <dd>{t(does)}</dd>
          </div>
        ))}
      </dl>
    </Sheet>
  );
}
