import { useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { Checkbox } from '#design/checkbox.tsx';
import { Empty } from '#design/empty.tsx';
import { Input } from '#design/input.tsx';
import { MultiSelect } from '#design/multi-select.tsx';
import { Page } from '#design/page.tsx';
import { Question } from '#design/question.tsx';
import { Sheet } from '#design/sheet.tsx';
import { Tag } from '#design/tag.tsx';
import { tell } from '#design/toast.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { confirmIdentity } from '#kernel/web/identity/confirm-identity.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { When } from '#kernel/web/language/when.tsx';
import {
  decideVisibility,
  type HiddenThing,
  hiddenThing,
  listVisibilityRules,
  removeVisibilityRule,
  setVisibilityRule,
} from '../../contract/visibility.ts';
import { DepartmentPicker } from '../parts/department-picker.tsx';
import { Labelled } from '../parts/labelled.tsx';
import { PersonPicker } from '../parts/person-picker.tsx';
import { words } from '../words.ts';
import '../directory.css';

type Rule = OutputOf<typeof listVisibilityRules>['rows'][number];
type Proposal = OutputOf<typeof listVisibilityRules>['proposals'][number];

/** Rules of who sees what in the directory: whose contacts, entries or departments are hidden, and from whom not. */
export function VisibilityRules() {
  const t = useWords(words);
  const [, go] = useLocation();
  const open = new URLSearchParams(useSearch()).get('rule');
  const read = useRead(listVisibilityRules, {});
  return (
    <Page
      title={t('visibility.title')}
      lead={t('visibility.lead')}
      tools={
        <Button icon="plus" onPress={() => go('/people/visibility?rule=new')}>
          {t('visibility.add')}
        </Button>
      }
    >
      <Loaded read={read} shape="rows">
        {({ rows, proposals }) => {
          const chosen = rows.find((rule) => rule.id === open);
          return (
            <>
              {proposals.map((proposal) => (
                <ProposalCard key={proposal.id} proposal={proposal} />
              ))}
              {rows.length === 0 && proposals.length === 0 ? (
                <Empty icon="hidden" title={t('visibility.none')}>
                  {t('visibility.noneHint')}
                </Empty>
              ) : null}
              {rows.map((rule) => (
                <Card
                  key={rule.id}
                  title={rule.name}
                  tools={
                    <Button icon="edit" onPress={() => go(`/people/visibility?rule=${rule.id}`)}>
                      {t('change')}
                    </Button>
                  }
                >
                  <RuleWords rule={rule} />
                </Card>
              ))}
              {open === 'new' || chosen ? (
                <RuleSheet key={open} rule={chosen} onClose={() => go('/people/visibility')} />
              ) : null}
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

/** What a rule says, in a sentence. */
function RuleWords({ rule }: { rule: Omit<Rule, 'id'> }) {
  const t = useWords(words);
  const list = (names: readonly { name: string }[]) => names.map((one) => one.name).join(t('comma'));
  return (
    <>
      <p>
        {t('visibility.says', {
          of: list([...rule.departments, ...rule.people]),
          things: rule.hides.map((thing) => t(`visibility.thing.${thing}`)).join(t('comma')),
        })}
      </p>
      <p className="gj-second">
        {[
          rule.shownToDepartments.length + rule.shownToPeople.length > 0
            ? t('visibility.but', { to: list([...rule.shownToDepartments, ...rule.shownToPeople]) })
            : '',
          rule.amongThemselves ? t('visibility.among') : '',
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </>
  );
}

/** A change that waits for a second person: what is to be, why and by whom. */
function ProposalCard({ proposal }: { proposal: Proposal }) {
  const t = useWords(words);
  const decide = useCommand(decideVisibility);
  const [refusing, setRefusing] = useState(false);
  const { may, what, rule } = proposal;
  const send = async (agree: boolean) => {
    const done = (await confirmIdentity()) && (await decide.run({ proposalId: proposal.id, agree }));
    setRefusing(false);
    if (done) tell(t(agree ? 'visibility.agreed' : 'visibility.ended'));
  };
  return (
    <Card title={rule.name} tools={<Tag tone="warn">{t(`visibility.waits.${what}`)}</Tag>}>
      <RuleWords rule={rule} />
      <p className="gj-second">
        {t('visibility.proposedBy', { name: proposal.proposedBy.name })} <When at={proposal.proposedAt} />
        {proposal.reason ? ` · ${proposal.reason}` : ''}
        {proposal.expiresAt ? (
          <>
            {` · ${t('visibility.expires')} `}
            <When at={proposal.expiresAt} />
          </>
        ) : null}
      </p>
      {decide.failure ? <FailureNote failure={decide.failure} /> : null}
      <div className="gj-actions directory-decide">
        {may.includes('agree') ? (
          <Button kind="primary" busy={decide.running} onPress={() => void send(true)}>
            {t('visibility.agree')}
          </Button>
        ) : null}
        {may.includes('refuse') || may.includes('withdraw') ? (
          <Button busy={decide.running} onPress={() => setRefusing(true)}>
            {t(may.includes('withdraw') ? 'visibility.withdraw' : 'visibility.refuse')}
          </Button>
        ) : null}
      </div>
      <Question
        open={refusing}
        title={t('visibility.endAsk', { name: rule.name })}
        yes={t(may.includes('withdraw') ? 'visibility.withdraw' : 'visibility.refuse')}
        no={t('cancel')}
        busy={decide.running}
        onNo={() => setRefusing(false)}
        onYes={() => void send(false)}
      >
        {t('visibility.endBody')}
      </Question>
    </Card>
  );
}

function RuleSheet({ rule, onClose }: { rule: Rule | undefined; onClose: () => void }) {
  const t = useWords(words);
  const ids = (of: readonly { id: string }[] | undefined) => of?.map((one) => one.id) ?? [];
  const [value, setValue] = useState({
    name: rule?.name ?? '',
    hides: rule?.hides ?? ([] as HiddenThing[]),
    departmentIds: ids(rule?.departments),
    personIds: ids(rule?.people),
    shownToDepartmentIds: ids(rule?.shownToDepartments),
    shownToPersonIds: ids(rule?.shownToPeople),
    amongThemselves: rule?.amongThemselves ?? true,
  });
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const save = useCommand(setVisibilityRule);
  const remove = useCommand(removeVisibilityRule);
  const failure = save.failure ?? remove.failure;
  return (
    <Sheet
      title={rule?.name ?? t('visibility.add')}
      onClose={onClose}
      foot={
        <>
          <Button
            kind="primary"
            busy={save.running}
            disabled={
              value.name.trim() === '' ||
              value.hides.length === 0 ||
              value.departmentIds.length + value.personIds.length === 0
            }
            onPress={async () => {
              const why = reason.trim() ? { reason: reason.trim() } : {};
              const done = await save.run({ ...(rule ? { ruleId: rule.id } : {}), ...value, ...why });
              if (!done) return;
              tell(t(done.proposalId === null ? 'saved' : 'visibility.proposed'));
              onClose();
            }}
          >
            {t('visibility.propose')}
          </Button>
          {rule ? (
            <Button kind="danger" icon="trash" onPress={() => setAsked(true)}>
              {t('visibility.remove')}
            </Button>
          ) : null}
        </>
      }
    >
      <div className="gj-form">
        <Labelled label={t('visibility.name')} required>
          {(named) => (
            <Input
              {...named}
              value={value.name}
              most={60}
              onChange={(name) => setValue({ ...value, name: name ?? '' })}
            />
          )}
        </Labelled>
        <Labelled label={t('visibility.hides')} required>
          {(named) => (
            <MultiSelect
              {...named}
              value={value.hides}
              choices={hiddenThing.options.map((thing) => ({ value: thing, label: t(`visibility.thing.${thing}`) }))}
              onChange={(hides) => setValue({ ...value, hides: (hides ?? []) as HiddenThing[] })}
            />
          )}
        </Labelled>
        <Labelled label={t('visibility.ofDepartments')} hint={t('visibility.below')}>
          {(named) => (
            <DepartmentPicker
              {...named}
              value={value.departmentIds}
              onChange={(departmentIds) => setValue({ ...value, departmentIds: departmentIds ?? [] })}
            />
          )}
        </Labelled>
        <Labelled label={t('visibility.ofPeople')}>
          {(named) => (
            <PersonPicker
              {...named}
              value={value.personIds}
              onChange={(personIds) => setValue({ ...value, personIds: personIds ?? [] })}
            />
          )}
        </Labelled>
        <Labelled label={t('visibility.toDepartments')} hint={t('visibility.always')}>
          {(named) => (
            <DepartmentPicker
              {...named}
              value={value.shownToDepartmentIds}
              onChange={(shown) => setValue({ ...value, shownToDepartmentIds: shown ?? [] })}
            />
          )}
        </Labelled>
        <Labelled label={t('visibility.toPeople')}>
          {(named) => (
            <PersonPicker
              {...named}
              value={value.shownToPersonIds}
              onChange={(shown) => setValue({ ...value, shownToPersonIds: shown ?? [] })}
            />
          )}
        </Labelled>
        <Checkbox
          value={value.amongThemselves}
          onChange={(among) => setValue({ ...value, amongThemselves: among ?? false })}
        >
          {t('visibility.among')}
        </Checkbox>
        <Labelled label={t('visibility.reason')} hint={t('visibility.twoHint')}>
          {(named) => <Input {...named} value={reason} most={500} onChange={(next) => setReason(next ?? '')} />}
        </Labelled>
        {failure ? <FailureNote failure={failure} kept /> : null}
      </div>
      <Question
        open={asked}
        title={t('visibility.removeAsk', { name: rule?.name ?? '' })}
        yes={t('visibility.remove')}
        no={t('cancel')}
        danger
        busy={remove.running}
        onNo={() => setAsked(false)}
        onYes={async () => {
          const done =
            rule && (await remove.run({ ruleId: rule.id, ...(reason.trim() ? { reason: reason.trim() } : {}) }));
          setAsked(false);
          if (!done) return;
          tell(t(done.proposalId === null ? 'saved' : 'visibility.proposed'));
          onClose();
        }}
      >
        {t('visibility.removeBody')}
      </Question>
    </Sheet>
  );
}
