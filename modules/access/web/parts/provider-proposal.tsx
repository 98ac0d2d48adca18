import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import { When } from '#kernel/web/language/when.tsx';
import type { OutsideProviderRow } from '../../contract/outside-providers.ts';
import { type ProviderField, providerFields } from '../provider-fields.ts';
import { words } from '../words.ts';

/** A change that waits for a second person: what would differ from what stands, word for word. */
export function ProviderProposal(props: {
  row: OutsideProviderRow;
  proposal: NonNullable<OutsideProviderRow['proposal']>;
  busy: boolean;
  onDecide: (agree: boolean) => void;
}) {
  const t = useWords(words);
  const { row, proposal } = props;
  const before = row.standing?.options;
  const isEmpty = (value: unknown) =>
    value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
  const shown = (field: ProviderField, value: unknown): string => {
    if (isEmpty(value)) return t('outside.empty');
    if (field.kind === 'choice') return t(`outside.${field.name}.${String(value)}` as 'outside.match.linked');
    if (field.kind === 'check') return t(value === true ? 'outside.yes' : 'outside.no');
    if (field.kind === 'department') return t('outside.createYes');
    if (field.kind === 'groups') return (value as { dn: string }[]).map(({ dn }) => dn).join('; ');
    return Array.isArray(value) ? value.join(', ') : String(value);
  };
  const differs = (field: ProviderField) =>
    field.kind !== 'secret' &&
    !(before === undefined && isEmpty(proposal.options[field.name])) &&
    JSON.stringify(before?.[field.name]) !== JSON.stringify(proposal.options[field.name]);
  return (
    <Card title={t(row.standing ? 'outside.proposedChange' : 'outside.proposedNew')}>
      {proposal.reason ? <p>{proposal.reason}</p> : null}
      <p className="gj-second">
        {t('grants.by', { name: proposal.by.name })} <When at={proposal.at} />
        {proposal.expiresAt ? (
          <>
            {` · ${t('grants.expires')} `}
            <When at={proposal.expiresAt} />
          </>
        ) : null}
      </p>
      <dl className="access-provider-changes">
        {providerFields[row.kind].filter(differs).map((field) => (
          <div key={field.name}>
            <dt>{t(`outside.field.${field.name}` as 'outside.field.issuer')}</dt>
            <dd>
              {before ? (
                <>
                  <del>{shown(field, before[field.name])}</del> <ins>{shown(field, proposal.options[field.name])}</ins>
                </>
              ) : (
                shown(field, proposal.options[field.name])
              )}
            </dd>
          </div>
        ))}
        {proposal.newSecret ? (
          <div>
            <dt>{t('outside.field.secret')}</dt>
            <dd>{t('outside.newSecret')}</dd>
          </div>
        ) : null}
      </dl>
      <div className="gj-actions">
        {proposal.may.includes('agree') ? (
          <Button kind="primary" busy={props.busy} onPress={() => props.onDecide(true)}>
            {t('grants.agree')}
          </Button>
        ) : null}
        <Button busy={props.busy} onPress={() => props.onDecide(false)}>
          {t(proposal.may.includes('withdraw') ? 'grants.withdraw' : 'grants.refuse')}
        </Button>
      </div>
    </Card>
  );
}
