import { lazy, type ReactNode, Suspense, useCallback, useRef, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { MenuButton } from '#design/menu-button.tsx';
import { Note } from '#design/note.tsx';
import { Page } from '#design/page.tsx';
import { Skeleton } from '#design/skeleton.tsx';
import { Tabs } from '#design/tabs.tsx';
import { Tag } from '#design/tag.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { call } from '#kernel/web/calls/call.ts';
import { newCommandId } from '#kernel/web/calls/command-id.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { When } from '#kernel/web/language/when.tsx';
import type { ScreenProps } from '#kernel/web/shell/module-web.ts';
import { fileUrl } from '#kernel/web/uploads/file-url.ts';
import { listCallables } from '../../contract/call-operations.ts';
import type { Definition } from '../../contract/definition.ts';
import type { FormDesign } from '../../contract/form-design.ts';
import type { TemplateChange, TemplateContent } from '../../contract/template.ts';
import {
  discardTemplateDraft,
  exportTemplate,
  readTemplate,
  restoreTemplateVersion,
  saveTemplateDraft,
} from '../../contract/template-operations.ts';
import type { History } from '../designer/history.ts';
import { emptyDesign } from '../empty-design.ts';
import { ChangesList } from '../parts/template/changes-list.tsx';
import { FormOutline } from '../parts/template/form-outline.tsx';
import { OwnerCard } from '../parts/template/owner-card.tsx';
import { ProblemCard } from '../parts/template/problem-card.tsx';
import { isTold, ProblemList } from '../parts/template/problem-list.tsx';
import { PublishSheet } from '../parts/template/publish-sheet.tsx';
import { ReplayCard } from '../parts/template/replay-card.tsx';
import { SettingsFields } from '../parts/template/settings-fields.tsx';
import { SubsidiaryCard } from '../parts/template/subsidiary-card.tsx';
import { TrySheet } from '../parts/template/try-sheet.tsx';
import { VersionsCard } from '../parts/template/versions-card.tsx';
import { saved } from '../saved-draft.ts';
import { useKeptDraft } from '../use-kept-draft.ts';
import { useSpoken } from '../use-spoken.ts';
import { words } from '../words.ts';
import '../approvals.css';

const FlowDesigner = lazy(async () => ({ default: (await import('../designer/flow-designer.tsx')).FlowDesigner }));

const FormDesigner = lazy(async () => ({ default: (await import('../designer/form-designer.tsx')).FormDesigner }));

const tabs = ['form', 'flow', 'settings', 'versions', 'problems', 'subsidiaries'] as const;
type Tab = (typeof tabs)[number];
export type ReadTemplate = OutputOf<typeof readTemplate>;

/** One template: its form, its flow, what else it says, its versions, what is wrong with it, and its subsidiaries. */
export function TemplatePage({ params }: ScreenProps) {
  const kind = params.kind ?? '';
  const t = useWords(words);
  const read = useRead(readTemplate, { kind });
  const spoken = useSpoken();
  const title = read.data ? spoken(read.data.head.title) : t('templates');
  return (
    <Loaded read={read} shape="page">
      {(template) => <Editing key={kind} kind={kind} title={title} template={template} />}
    </Loaded>
  );
}

function Editing({ kind, title, template }: { kind: string; title: string; template: ReadTemplate }) {
  const t = useWords(words);
  const callables = useRead(listCallables, {}).data;
  const [, go] = useLocation();
  const asked = new URLSearchParams(useSearch()).get('tab');
  const tab = tabs.find((one) => one === asked) ?? (template.head.designed ? 'form' : 'flow');
  const open = (next: Tab) => go(`/approvals/templates/${kind}?tab=${next}`, { replace: true });
  const [sheet, setSheet] = useState<'publish' | 'try'>();
  const formSteps = useRef<History<FormDesign>>(undefined);
  const flowSteps = useRef<History<Definition>>(undefined);
  const designs = template.may.includes('design');
  const save = useCallback(
    (sent: { revision: number; value: TemplateContent }) =>
      saved(() =>
        call(saveTemplateDraft, { kind, revision: sent.revision, content: sent.value }, { commandId: newCommandId() }),
      ),
    [kind],
  );
  const draft = useKeptDraft<TemplateContent>(
    kind,
    { revision: template.draft?.revision ?? 0, value: template.draft?.content ?? template.content },
    save,
  );
  const discard = useCommand(discardTemplateDraft);
  const take = useCommand(restoreTemplateVersion);
  const content = draft.value;
  // The designer finds everything else itself, while it is typed.
  const formProblems = template.problems.flatMap(({ part, at, severity, code, facts }) =>
    part === 'form' && isTold(code) ? [{ at, severity, text: t(`template.problem.${code}`, facts) }] : [],
  );
  const { head } = template;
  const publish = async () => {
    if (await draft.save()) setSheet('publish');
  };
  const menu = [
    ...(template.draft && designs
      ? [
          {
            key: 'discard',
            label: t('template.discard'),
            danger: true,
            onPress: () =>
              void discard.run({ kind, revision: draft.revision }).then((done) => {
                if (!done) return;
                draft.takeTheirs();
                if (head.state === 'draft') go('/approvals/templates');
              }),
          },
        ]
      : []),
    {
      key: 'export',
      label: t('template.export'),
      onPress: () =>
        window.location.assign(
          fileUrl(exportTemplate, { kind, from: template.draft ? 'draft' : (head.version ?? 'program') }),
        ),
    },
    ...(template.draft && head.version
      ? [
          {
            key: 'compare',
            label: t('template.compare'),
            onPress: () => go(`/approvals/templates/${kind}/compare?from=${head.version}&to=draft`),
          },
        ]
      : []),
  ];
  return (
    <Page
      width={tab === 'flow' || (tab === 'form' && content.design) ? 'full' : 'reading'}
      title={title}
      lead={
        <span className="approvals-line">
          <Tag tone={head.state === 'live' ? 'pass' : head.state === 'draft' ? 'warn' : 'neutral'}>
            {t(`template.state.${head.state}`)}
          </Tag>
          {head.version ? <span>{t('template.versionNumber', { version: head.version })}</span> : null}
          {designs && (template.draft || draft.state !== 'saved') ? (
            <span className="gj-second" role="status">
              {t(`template.draft.${draft.state}`)}
            </span>
          ) : null}
        </span>
      }
      tools={
        <span className="approvals-tools">
          <Button icon="play" onPress={() => void draft.save().then((done) => done && setSheet('try'))}>
            {t('template.try')}
          </Button>
          {designs ? (
            <Button
              kind="primary"
              icon="send"
              disabled={!template.draft && draft.state === 'saved'}
              onPress={() => void publish()}
            >
              {t('template.publish')}
            </Button>
          ) : null}
          <MenuButton label={t('template.more')} choices={menu} />
        </span>
      }
    >
      <div className="approvals-screen">
        <Standing
          template={template}
          draft={draft}
          onTake={() => void take.run({ kind, revision: draft.revision, from: 'program' })}
        />
        {discard.failure ? <FailureNote failure={discard.failure} /> : null}
        <Tabs
          label={title}
          current={tab}
          tabs={tabs
            .filter((one) => one !== 'subsidiaries' || head.employer === null)
            .map((key) => ({
              key,
              title: t(`template.tab.${key}`),
              ...(key === 'problems' && { count: head.openProblems }),
            }))}
          onChange={open}
        />
        {tab === 'form' && content.design ? (
          <Suspense fallback={<Skeleton shape="page" />}>
            <FormDesigner
              value={content.design}
              problems={formProblems}
              flow={content.definition}
              steps={formSteps}
              readOnly={!designs}
              onChange={(design) => draft.set({ ...content, design })}
              onOpenFlow={() => open('flow')}
            />
          </Suspense>
        ) : null}
        {tab === 'form' && !content.design ? (
          <Card>
            <FormOutline design={null} />
          </Card>
        ) : null}
        {tab === 'flow' ? (
          <Suspense fallback={<Skeleton shape="page" />}>
            <FlowDesigner
              value={content.definition}
              design={content.design ?? emptyDesign}
              steps={flowSteps}
              readOnly={!designs}
              {...(callables && { callables })}
              onChange={(definition) => draft.set({ ...content, definition })}
            />
          </Suspense>
        ) : null}
        {tab === 'settings' ? (
          <>
            <Card>
              <SettingsFields value={content} disabled={!designs} onChange={draft.set} />
            </Card>
            <OwnerCard template={template} />
          </>
        ) : null}
        {tab === 'versions' ? (
          <>
            <VersionsCard
              kind={kind}
              designs={designs}
              governs={template.may.includes('govern')}
              draftRevision={draft.revision}
            />
            {designs ? <ReplayCard kind={kind} hasDraft={template.draft !== null} /> : null}
          </>
        ) : null}
        {tab === 'problems' ? (
          <>
            <Card title={t('template.problems')}>
              <ProblemList problems={template.problems} onOpen={open} />
            </Card>
            <ProblemCard kind={kind} />
          </>
        ) : null}
        {tab === 'subsidiaries' ? <SubsidiaryCard template={template} /> : null}
      </div>
      {sheet === 'publish' ? (
        <PublishSheet
          kind={kind}
          revision={draft.revision}
          problems={template.problems}
          changes={template.changes}
          isFirst={head.version === null}
          onOpen={(part) => {
            setSheet(undefined);
            open(part);
          }}
          onClose={() => setSheet(undefined)}
        />
      ) : null}
      {sheet === 'try' ? <TrySheet kind={kind} content={content} onClose={() => setSheet(undefined)} /> : null}
    </Page>
  );
}

/** What stands above everything: somebody else's save, a publication under way, a newer program. */
function Standing(props: {
  template: ReadTemplate;
  draft: ReturnType<typeof useKeptDraft<TemplateContent>>;
  onTake: () => void;
}): ReactNode {
  const t = useWords(words);
  const { template, draft } = props;
  const { failure } = draft;
  const facts = failure?.facts as { revision?: number; changes?: TemplateChange[] } | undefined;
  return (
    <>
      {failure && draft.state === 'conflict' ? (
        <Note
          tone="warn"
          title={failure.message}
          live
          actions={
            <>
              <Button onPress={() => draft.keepMine(facts?.revision ?? 0)}>{t('template.keepMine')}</Button>
              <Button onPress={draft.takeTheirs}>{t('template.takeTheirs')}</Button>
            </>
          }
        >
          <ChangesList changes={facts?.changes ?? []} most={20} />
        </Note>
      ) : failure ? (
        <FailureNote failure={failure} kept onRetry={() => void draft.save()} />
      ) : null}
      {template.asked ? (
        <Note
          tone="accent"
          title={t('template.asked', { name: template.asked.by.name })}
          actions={<Button href={`/requests/${template.asked.requestId}`}>{t('template.asked.open')}</Button>}
        >
          <When at={template.asked.at} />
        </Note>
      ) : null}
      {template.newerProgram ? (
        <Note
          tone="accent"
          title={t('template.newer', { version: template.newerProgram.version })}
          actions={<Button onPress={props.onTake}>{t('template.newer.take')}</Button>}
        >
          <ChangesList changes={template.newerProgram.changes} most={20} />
        </Note>
      ) : null}
    </>
  );
}
