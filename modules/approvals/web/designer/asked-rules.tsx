import { Checkbox } from '#design/checkbox.tsx';
import { MultiSelect } from '#design/multi-select.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { AskedNode } from '../../contract/definition.ts';
import { Labelled } from '../parts/labelled.tsx';
import { words } from '../words.ts';
import { nodesWithin } from './flow-tree.ts';
import { LimitFields } from './limit-fields.tsx';
import { OneOf } from './one-of.tsx';
import { FieldPicker } from './pickers.tsx';
import { useSheet } from './sheet-context.ts';

/** Until when, with what opinion, how strongly signed in, what else may be done, and where it goes back to. */
export function AskedRules({ node }: { node: AskedNode }) {
  const t = useWords(words);
  const { change, flow, speech } = useSheet();
  const others = [...nodesWithin(flow.nodes)].flatMap(({ node: other }) =>
    (other.kind === 'approve' || other.kind === 'handle') && other.id !== node.id
      ? [{ value: other.id, label: speech.nameOf(other.name) }]
      : [],
  );
  const allow = (part: Partial<AskedNode['allow']>) => change({ ...node, allow: { ...node.allow, ...part } });
  const { returns } = node;
  return (
    <>
      <h3>{t('flow.limit')}</h3>
      <LimitFields
        limit={node.limit}
        onChange={(limit) => {
          const { limit: _, ...rest } = node;
          change({ ...rest, ...(limit && { limit }) });
        }}
      />
      <h3>{t('flow.answer')}</h3>
      {node.kind === 'approve' ? (
        <OneOf
          label={t('flow.opinion')}
          word="opinion"
          value={node.opinion}
          of={['optional', 'unlessApproved', 'required']}
          onChange={(opinion) => change({ ...node, opinion })}
        />
      ) : (
        <OneOf
          label={t('flow.opinion')}
          word="opinion"
          value={node.opinion}
          of={['optional', 'required']}
          onChange={(opinion) => change({ ...node, opinion })}
        />
      )}
      {(['executor', 'manner', 'deadline'] as const).map((part) => (
        <OneOf
          key={part}
          label={t(`flow.names.${part}`)}
          word="naming"
          value={node.names[part]}
          of={['never', 'optional', 'required']}
          onChange={(how) => change({ ...node, names: { ...node.names, [part]: how } })}
        />
      ))}
      <OneOf
        label={t('flow.strength')}
        word="strength"
        value={node.strength}
        of={['signedIn', 'fresh', 'passkey']}
        onChange={(strength) => change({ ...node, strength })}
      />
      <h3>{t('flow.allow')}</h3>
      <Checkbox value={node.allow.transfer} onChange={(transfer) => allow({ transfer: transfer ?? false })}>
        {t('flow.allow.transfer')}
      </Checkbox>
      <Checkbox value={node.allow.addApprover} onChange={(addApprover) => allow({ addApprover: addApprover ?? false })}>
        {t('flow.allow.addApprover')}
      </Checkbox>
      <Checkbox value={node.allow.delegate} onChange={(delegate) => allow({ delegate: delegate ?? false })}>
        {t('flow.allow.delegate')}
      </Checkbox>
      <Checkbox value={node.batch} onChange={(batch) => change({ ...node, batch: batch ?? false })}>
        {t('flow.allow.batch')}
      </Checkbox>
      <h3>{t('flow.returns')}</h3>
      <Checkbox
        value={returns.applicant}
        onChange={(applicant) => change({ ...node, returns: { ...returns, applicant: applicant ?? false } })}
      >
        {t('flow.returns.applicant')}
      </Checkbox>
      <OneOf
        label={t('flow.returns.nodes')}
        word="returns"
        value={returns.nodes === 'anyPassed' ? 'anyPassed' : 'named'}
        of={['anyPassed', 'named']}
        onChange={(kind) =>
          change({ ...node, returns: { ...returns, nodes: kind === 'anyPassed' ? 'anyPassed' : [] } })
        }
      />
      {returns.nodes === 'anyPassed' ? null : (
        <MultiSelect
          value={returns.nodes}
          choices={others}
          placeholder={t('flow.returns.none')}
          onChange={(nodes) => change({ ...node, returns: { ...returns, nodes: [...(nodes ?? [])] } })}
        />
      )}
      {node.kind === 'approve' ? (
        <>
          <OneOf
            label={t('flow.reject')}
            word="reject"
            value={node.onReject.kind}
            of={['end', 'return']}
            onChange={(kind) =>
              change({
                ...node,
                onReject: kind === 'end' ? { kind } : { kind, to: { kind: 'applicant' }, afterwards: 'again' },
              })
            }
          />
          {node.onReject.kind === 'return' ? <RejectReturns node={node} others={others} /> : null}
        </>
      ) : null}
      <Authority node={node} />
    </>
  );
}

function RejectReturns(props: {
  node: Extract<AskedNode, { kind: 'approve' }>;
  others: readonly { value: string; label: string }[];
}) {
  const t = useWords(words);
  const { change } = useSheet();
  const { node } = props;
  if (node.onReject.kind !== 'return') return null;
  const { onReject } = node;
  const to = onReject.to.kind === 'node' ? onReject.to.nodeId : '';
  return (
    <>
      <Labelled label={t('flow.reject.to')}>
        {() => (
          <MultiSelect
            value={[to]}
            choices={[{ value: '', label: t('flow.returns.applicant') }, ...props.others]}
            onChange={(chosen) => {
              const last = chosen?.at(-1) ?? '';
              change({
                ...node,
                onReject: { ...onReject, to: last === '' ? { kind: 'applicant' } : { kind: 'node', nodeId: last } },
              });
            }}
          />
        )}
      </Labelled>
      <OneOf
        label={t('flow.afterReturn')}
        word="afterReturn"
        value={onReject.afterwards}
        of={['again', 'straight']}
        onChange={(afterwards) => change({ ...node, onReject: { ...onReject, afterwards } })}
      />
    </>
  );
}

/** W7: which amount decides whether who is asked may decide at all. */
function Authority({ node }: { node: AskedNode }) {
  const t = useWords(words);
  const { change } = useSheet();
  const { authority, ...rest } = node;
  const set = (part: 'payee' | 'project' | 'budgetLine', field: string | undefined) => {
    if (!authority) return;
    const { [part]: _, ...others } = authority;
    change({ ...rest, authority: { ...others, ...(field !== undefined && { [part]: field }) } });
  };
  return (
    <>
      <h3>{t('flow.authority')}</h3>
      <p className="gj-faint">{t('flow.authority.hint')}</p>
      <Labelled label={t('flow.authority.amount')} required={false}>
        {(named) => (
          <FieldPicker
            {...named}
            kinds={['money', 'formula']}
            none={t('flow.authority.none')}
            value={authority?.amount}
            onChange={(amount) =>
              change(amount === undefined ? rest : { ...rest, authority: { ...authority, amount } })
            }
          />
        )}
      </Labelled>
      {authority
        ? (['payee', 'project', 'budgetLine'] as const).map((part) => (
            <Labelled key={part} label={t(`flow.authority.${part}`)} required={false}>
              {(named) => (
                <FieldPicker
                  {...named}
                  none={t('flow.authority.alone')}
                  value={authority[part]}
                  onChange={(field) => set(part, field)}
                />
              )}
            </Labelled>
          ))
        : null}
    </>
  );
}
