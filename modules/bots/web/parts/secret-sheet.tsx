import { Button } from '#design/button.tsx';
import { Sheet } from '#design/sheet.tsx';
import { tell } from '#design/toast.tsx';
import { useWords } from '#kernel/web/use-words.ts';
import { words } from '../words.ts';

/** An address or key with its secret, this once: they are in no answer afterwards. */
export function SecretSheet(props: {
  title: string;
  secrets: readonly { readonly name: string; readonly value: string }[];
  hint: string;
  onClose: () => void;
}) {
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
        {props.secrets.map(({ name, value }) => (
          <div key={name}>
            <div>{name}</div>
            <code className="bots-secret">{value}</code>
            {/* Absent where the page came without HTTPS. */}
            {navigator.clipboard ? (
              <Button
                icon="copy"
                onPress={() => void navigator.clipboard.writeText(value).then(() => tell(t('secret.copied')))}
              >
                {t('secret.copy', { name })}
              </Button>
            ) : null}
          </div>
        ))}
        <p className="gj-second">{props.hint}</p>
      </div>
    </Sheet>
  );
}
