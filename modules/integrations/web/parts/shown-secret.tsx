import { Button } from '#design/button.tsx';
import { Sheet } from '#design/sheet.tsx';
import { tell } from '#design/toast.tsx';
import { useWords } from '#kernel/web/use-words.ts';
import { words } from '../words.ts';

/** A key or secret, this once: it is in no answer afterwards. */
export function ShownSecret(props: { title: string; value: string; hint: string; onClose: () => void }) {
  const t = useWords(words);
  return (
    <Sheet
      title={props.title}
      onClose={props.onClose}
      foot={
        <Button kind="primary" wide onPress={props.onClose}>
          {t('secret.done')}
        </Button>
      }
    >
      <div className="gj-form">
        <p className="gj-second">{t('secret.once')}</p>
        <code className="integrations-secret">{props.value}</code>
        {/* Absent where the page came without HTTPS. */}
        {navigator.clipboard ? (
          <Button
            icon="copy"
            onPress={() => void navigator.clipboard.writeText(props.value).then(() => tell(t('secret.copied')))}
          >
            {t('secret.copy')}
          </Button>
        ) : null}
        <p className="gj-second">{props.hint}</p>
      </div>
    </Sheet>
  );
}
