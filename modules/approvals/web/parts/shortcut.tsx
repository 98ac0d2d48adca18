import { useShortcut } from '#kernel/web/shell/shortcuts.ts';

/** A key that works while this stands on screen, for what is offered only at times. */
export function Shortcut({ keys, word, run }: { keys: string; word: string; run: () => void }) {
  useShortcut(keys, word, run);
  return null;
}
