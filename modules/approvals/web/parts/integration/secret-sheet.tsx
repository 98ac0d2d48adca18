import { Button } from '#design/button.tsx';
import { Sheet } from '#design/sheet.tsx';
import { tell } from '#design/toast.tsx';
import { useWords } from '#kernel/web/use-words.ts';
import { words } from '../../words.ts';

/** Shows a secret this once: it is in no answer afterwards. */
export function SecretSheet({ secret, onClose }: { secret: string; onClose: () => void }) {
  const t = useWords(words);
  const copy = () => void navigator.clipboard.writeText(secret).then(() => tell(t('integration.copied')));
  return (
    <Sheet
      title={t('integration.secret')}
      onClose={onClose}
      foot={
        <Button kind="primary" wide onPress={onClose}>
          {t('integration.secret.done')}
        </Button>
      }
    >
      <div className="gj-form">
        <p className="gj-second">{t('integration.secret.hint')}</p>
        <code className="approvals-secret">{secret}</code>
        {/* Absent where the page came without HTTPS. */}
        {navigator.clipboard ? (
          <Button icon="copy" onPress={copy}>
            {t('integration.copy')}
          </Button>
        ) : null}
      </div>
    </Sheet>
  );
}
