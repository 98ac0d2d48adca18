import { QrCode } from '#design/qr-code.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import { words } from '../words.ts';

/** The picture for an authenticator app, with the secret for who types it. */
export function TotpSecret({ uri, secret }: { uri: string; secret: string }) {
  const t = useWords(words);
  return (
    <div className="access-totp">
      <QrCode text={uri} label={t('factor.picture')} size="176" />
      <div>
        <p>{t('factor.scan')}</p>
        <p className="gj-second">{t('factor.type')}</p>
        <code className="access-code">{secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
      </div>
    </div>
  );
}
