import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { Icon } from '#design/icon.tsx';
import { tell } from '#design/toast.tsx';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { confirmIdentity } from '#kernel/web/identity/confirm-identity.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { When } from '#kernel/web/language/when.tsx';
import { beginOutsideLink, listMyOutsideAccounts, unlinkOutsideAccount } from '../../contract/outside-sign-in.ts';
import { goOutside } from '../outside-going.ts';
import { words } from '../words.ts';

/** The own accounts elsewhere: which are linked, linking another, taking a link away. Nothing where the company uses none. */
export function OutsideAccounts() {
  const t = useWords(words);
  const read = useRead(listMyOutsideAccounts, {});
  const begin = useCommand(beginOutsideLink);
  const unlink = useCommand(unlinkOutsideAccount);
  const rows = read.data?.rows ?? [];
  const failure = begin.failure ?? unlink.failure;
  const link = async (providerId: string) => {
    const begun = (await confirmIdentity()) && (await begin.run({ providerId }));
    if (begun)
      goOutside({ attemptId: begun.attemptId, secret: begun.secret, purpose: 'link', shared: false }, begun.url);
  };
  const remove = async (accountId: string) => {
    if ((await confirmIdentity()) && (await unlink.run({ accountId }))) tell(t('outside.unlinked'));
  };
  if (rows.length === 0) return null;
  return (
    <Card title={t('outside.mine')}>
      <p className="gj-second">{t('outside.mineLead')}</p>
      <ul className="access-devices">
        {rows.map(({ providerId, name, linked, mayLink }) => (
          <li key={providerId}>
            <Icon name="link" />
            <div>
              <div>{name}</div>
              <div className="gj-second">
                {linked ? (
                  <>
                    {t('outside.linkedAs', { label: linked.label })} · {t(`outside.how.${linked.how}`)}{' '}
                    <When at={linked.at} />
                  </>
                ) : (
                  t(mayLink ? 'outside.notLinked' : 'outside.linksItself')
                )}
              </div>
            </div>
            {linked ? (
              <Button
                label={t('outside.unlinkOf', { name })}
                busy={unlink.running}
                onPress={() => void remove(linked.id)}
              >
                {t('outside.unlink')}
              </Button>
            ) : mayLink ? (
              <Button label={t('outside.linkOf', { name })} busy={begin.running} onPress={() => void link(providerId)}>
                {t('outside.link')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {failure ? <FailureNote failure={failure} /> : null}
    </Card>
  );
}
