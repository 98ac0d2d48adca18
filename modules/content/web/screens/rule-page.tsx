import { useLocation } from 'wouter';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { FieldFrame } from '#design/field-frame.tsx';
import { Input } from '#design/input.tsx';
import { Note } from '#design/note.tsx';
import { Page } from '#design/page.tsx';
import { RadioGroup } from '#design/radio-group.tsx';
import { Select } from '#design/select.tsx';
import { Stack } from '#design/stack.tsx';
import { tell } from '#design/toast.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { Field } from '#kernel/web/forms/field.tsx';
import { Form } from '#kernel/web/forms/form.tsx';
import { useForm } from '#kernel/web/forms/use-form.ts';
import { confirmIdentity } from '#kernel/web/identity/confirm-identity.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { ScreenProps } from '#kernel/web/shell/module-web.ts';
import { answerChange, readRule, saveRule } from '../../contract/operations.ts';
import { type Action, action, type Category, type ContentRule, category, ruleState } from '../../contract/rule.ts';
import { freshRule } from '../fresh-rule.ts';
import { LookoutEditor } from '../parts/lookout-editor.tsx';
import { ScopeEditor } from '../parts/scope-editor.tsx';
import { words } from '../words.ts';
import '../content.css';

type Held = OutputOf<typeof readRule>;

/** One rule, the change of it that waits for a second person, and its history. `new` begins another. */
export function RulePage({ params }: ScreenProps) {
  const t = useWords(words);
  const ruleId = params.ruleId ?? '';
  return ruleId === 'new' ? (
    <Page title={t('rule.new')}>
      <RuleForm held={undefined} />
    </Page>
  ) : (
    <HeldRule ruleId={ruleId} />
  );
}

function HeldRule({ ruleId }: { ruleId: string }) {
  const language = useLanguage();
  const read = useRead(readRule, { ruleId });
  return (
    <Loaded read={read} shape="page">
      {(held) => (
        <Page title={held.rule.title[language]}>
          <Stack gap={4}>
            {held.proposal ? <Proposal held={held} proposal={held.proposal} /> : null}
            <RuleForm key={held.revision} held={held} />
            <History held={held} />
          </Stack>
        </Page>
      )}
    </Loaded>
  );
}

/** What somebody proposed, for a second person to look at. */
function Proposal({ held, proposal }: { held: Held; proposal: NonNullable<Held['proposal']> }) {
  const t = useWords(words);
  const format = useFormat();
  const answer = useCommand(answerChange);
  const own = proposal.by.id === held.personId;
  const run = async (approve: boolean) => {
    if (await confirmIdentity()) await answer.run({ changeId: proposal.changeId, approve });
  };
  const { lookout } = proposal.rule;
  const lists: string[] =
    lookout.kind === 'words'
      ? lookout.words
      : lookout.kind === 'links'
        ? [...lookout.allow.map((one) => `+ ${one}`), ...lookout.deny.map((one) => `− ${one}`)]
        : lookout.kind === 'patterns'
          ? lookout.patterns.map((one) => t(`pattern.${one}`))
          : [];
  const before: string[] = held.rule.lookout.kind === 'words' ? held.rule.lookout.words : [];
  const fresh = lookout.kind === 'words' ? lists.filter((one) => !before.includes(one)) : lists;
  return (
    <Note
      tone="warn"
      title={t(own ? 'proposal.own' : 'proposal.other', { name: proposal.by.name })}
      actions={
        <>
          {own ? null : (
            <Button kind="primary" busy={answer.running} onPress={() => void run(true)}>
              {t('proposal.approve')}
            </Button>
          )}
          <Button busy={answer.running} onPress={() => void run(false)}>
            {t(own ? 'proposal.takeBack' : 'proposal.refuse')}
          </Button>
        </>
      }
    >
      <div>
        {format.exact(proposal.at)} · {t(`action.${proposal.rule.action}`)} · {t(`state.${proposal.state}`)} ·{' '}
        {t(`places.${proposal.rule.scope.places}`)} · {proposal.reason}
        {proposal.expiresAt ? ` · ${t('proposal.expires', { at: format.exact(proposal.expiresAt) })}` : ''}
      </div>
      <div>
        {t('proposal.lists', { kind: t(`kind.${lookout.kind}`), entries: fresh.slice(0, 50) })}
        {fresh.length > 50 ? t('proposal.more', { count: fresh.length - 50 }) : ''}
      </div>
      {answer.failure ? <FailureNote failure={answer.failure} /> : null}
    </Note>
  );
}

function RuleForm({ held }: { held: Held | undefined }) {
  const t = useWords(words);
  const [, go] = useLocation();
  const form = useForm(saveRule, {
    initial: {
      ...(held ? { ruleId: held.ruleId } : {}),
      revision: held?.revision ?? 0,
      rule: held?.rule ?? freshRule,
      state: held?.state ?? 'observe',
    },
    onDone: ({ ruleId, done }) => {
      tell(t(done ? 'rule.saved' : 'rule.proposed'));
      go(done ? '/admin/content' : `/admin/content/rules/${ruleId}`);
    },
  });
  const confirmed = {
    ...form,
    submit: async () => {
      if (form.values.state !== 'enforce' || (await confirmIdentity())) await form.submit();
    },
  };
  const rule = form.values.rule ?? held?.rule ?? freshRule;
  const change = (part: Partial<ContentRule>) => form.set('rule', { ...rule, ...part });
  const problem = (path: string) => form.problemAt(`rule.${path}`);
  return (
    <Form form={confirmed} send={t(form.values.state === 'enforce' ? 'rule.propose' : 'rule.save')}>
      <Stack gap={4}>
        <Card title={t('rule.what')}>
          <div className="content-fields">
            {(['zh', 'en'] as const).map((language) => (
              <FieldFrame
                key={language}
                id={`rule-title-${language}`}
                label={t(`rule.title.${language}`)}
                problem={problem(`title.${language}`)}
              >
                <Input
                  id={`rule-title-${language}`}
                  most={language === 'zh' ? 40 : 80}
                  value={rule.title[language]}
                  onChange={(next) => change({ title: { ...rule.title, [language]: next ?? '' } })}
                />
              </FieldFrame>
            ))}
            <FieldFrame id="rule-category" label={t('category')}>
              <Select<Category>
                id="rule-category"
                value={rule.category}
                onChange={(next) => next && change({ category: next })}
                choices={category.options.map((value) => ({ value, label: t(`category.${value}`) }))}
              />
            </FieldFrame>
          </div>
          <LookoutEditor
            key={rule.lookout.kind}
            ruleId={held?.ruleId}
            lookout={rule.lookout}
            problem={(path) => problem(`lookout.${path}`)}
            onChange={(lookout) => change({ lookout })}
          />
        </Card>
        <Card title={t('rule.effect')}>
          <FieldFrame id="rule-action" label={t('action')} group hint={t(`action.${rule.action}.body`)}>
            <RadioGroup<Action>
              label={t('action')}
              value={rule.action}
              onChange={(next) => next && change({ action: next })}
              choices={action.options.map((value) => ({ value, label: t(`action.${value}`) }))}
            />
          </FieldFrame>
          <ScopeEditor scope={rule.scope} onChange={(scope) => change({ scope })} />
        </Card>
        <Card>
          <Field form={form} name="state" label={t('state')} hint={t(`state.${form.values.state ?? 'off'}.body`)}>
            {(control) => (
              <RadioGroup
                {...control}
                choices={ruleState.options.map((value) => ({ value, label: t(`state.${value}`) }))}
              />
            )}
          </Field>
          <Field form={form} name="reason" label={t('reason')}>
            {(control) => <Input {...control} most={200} />}
          </Field>
        </Card>
      </Stack>
    </Form>
  );
}

function History({ held }: { held: Held }) {
  const t = useWords(words);
  const format = useFormat();
  if (held.history.length === 0) return null;
  return (
    <Card title={t('history')}>
      <ol>
        {held.history.map((one) => (
          <li key={`${one.at} ${one.answer}`}>
            {one.by.name} · {t(`state.${one.state}`)} · {t(`answer.${one.answer}`)}
            {one.answeredBy ? `（${one.answeredBy.name}）` : ''} · {one.reason}{' '}
            <span className="gj-faint">{format.exact(one.at)}</span>
          </li>
        ))}
      </ol>
    </Card>
  );
}
