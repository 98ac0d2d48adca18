import { Tag } from '#design/tag.tsx';
import { useSecretOnScreen } from '#kernel/web/identity/secret-on-screen.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { type Classification, isSecret } from '../../contract/labels/label.ts';
import { words } from '../words.ts';

/** The classification of a message or file; nothing for what is internal, as nearly everything is. */
export function LabelTag({ label }: { label: Classification }) {
  const t = useWords(words);
  useSecretOnScreen(isSecret(label));
  if (label === 'internal') return null;
  return (
    <Tag
      tone={label === 'core' ? 'seal' : label === 'ordinary' ? 'warn' : 'neutral'}
      icon={isSecret(label) ? 'lock' : 'info'}
    >
      {t(`label.${label}`)}
    </Tag>
  );
}
