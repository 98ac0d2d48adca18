import { Button } from '#design/button.tsx';
import { Sheet } from '#design/sheet.tsx';
import { tell } from '#design/toast.tsx';
import { useWords } from '../language/use-words.ts';

/**
 * Keys, addresses and secrets, this once: they are in no answer afterwards. `once` says so above them, and what they are good for;
 * `hint` stands below. Several have names.
 */
export function SecretSheet(props: {
  title: string;
  once: string;
  secrets: readonly { readonly name?: string; readonly value: string }[];
  hint?: string;
  onClose: () => void;
}) {
  const t = useWords();
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
        <p className="gj-second">{props.once}</p>
        {props.secrets.map(({ name, value }) => (
          <div key={value} className="gj-secret">
            {name === undefined ? null : <div>{name}</div>}
            <code>{value}</code>
            {/* Absent where the page came without HTTPS. */}
            {navigator.clipboard ? (
              <Button
                icon="copy"
                onPress={() => void navigator.clipboard.writeText(value).then(() => tell(t('secret.copied')))}
              >
                {name === undefined ? t('secret.copy') : t('secret.copyNamed', { name })}
              </Button>
            ) : null}
          </div>
        ))}
        {props.hint === undefined ? null : <p className="gj-second">{props.hint}</p>}
      </div>
    </Sheet>
  );
}
