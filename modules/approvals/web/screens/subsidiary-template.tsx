import { lazy, Suspense, useCallback, useState } from 'react';
import { useLocation } from 'wouter';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { Input } from '#design/input.tsx';
import { Note } from '#design/note.tsx';
import { Page } from '#design/page.tsx';
import { Skeleton } from '#design/skeleton.tsx';
import { Switch } from '#design/switch.tsx';
import { call } from '#kernel/web/calls/call.ts';
import { newCommandId } from '#kernel/web/calls/command-id.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { ScreenProps } from '#kernel/web/shell/module-web.ts';
import { listCallables } from '../../contract/call-operations.ts';
import type { OverriddenPart, TemplateOverrides } from '../../contract/template.ts';
import { readTemplate, saveOverrideDraft } from '../../contract/template-operations.ts';
import { numberingOf } from '../../domain/template/numbering-of.ts';
import { emptyDesign } from '../empty-design.ts';
import { Labelled } from '../parts/labelled.tsx';
import { PublishSheet } from '../parts/template/publish-sheet.tsx';
import { NumberingFields, RetentionFields, StarterFields } from '../parts/template/settings-fields.tsx';
import { saved } from '../saved-draft.ts';
import { useKeptDraft } from '../use-kept-draft.ts';
import { useSpoken } from '../use-spoken.ts';
import { words } from '../words.ts';
import type { ReadTemplate } from './template-page.tsx';
import '../approvals.css';

const FlowDesigner = lazy(async () => ({ default: (await import('../designer/flow-designer.tsx')).FlowDesigner }));

/** What one subsidiary says itself of a template of the group (W16); the rest follows the group. */
export function SubsidiaryTemplate({ params }: ScreenProps) {
  const kind = params.kind ?? '';
  const employerId = params.employerId ?? '';
  const group = useRead(readTemplate, { kind });
  const own = useRead(readTemplate, { kind, employerId });
  return (
    <Loaded read={group} shape="page">
      {(of) => (
        <Loaded read={own} shape="page">
          {(template) => <Editing kind={kind} employerId={employerId} group={of} own={template} />}
        </Loaded>
      )}
    </Loaded>
  );
}

function Editing({
  kind,
  employerId,
  group,
  own,
}: {
  kind: string;
  employerId: string;
  group: ReadTemplate;
  own: ReadTemplate;
}) {
  const t = useWords(words);
  const callables = useRead(listCallables, {}).data;
  const spoken = useSpoken();
  const [, go] = useLocation();
  const [publishing, setPublishing] = useState(false);
  const said = group.subsidiaries.find((one) => one.employer.id === employerId);
  const inForce = overridesOf(own, said?.parts ?? []);
  const save = useCallback(
    (sent: { revision: number; value: TemplateOverrides }) =>
      saved(() =>
        call(
          saveOverrideDraft,
          { kind, employerId, revision: sent.revision, overrides: sent.value },
          { commandId: newCommandId() },
        ),
      ),
    [kind, employerId],
  );
  const draft = useKeptDraft<TemplateOverrides>(
    `${kind}.${employerId}`,
    { revision: own.draft?.revision ?? 0, value: own.draft?.overrides ?? inForce },
    save,
  );
  const { value, set } = draft;
  const { settings } = group.content;
  const numbering = numberingOf(group.content);
  const put = <K extends OverriddenPart>(part: K, next: TemplateOverrides[K]) => set({ ...value, [part]: next });
  const drop = (part: OverriddenPart) => {
    const { [part]: _, ...rest } = value;
    set(rest);
  };
  const initial: { readonly [K in OverriddenPart]: TemplateOverrides[K] } = {
    flow: group.content.definition,
    limit: group.content.definition.limit ?? { overdue: { workdays: 1 }, afterwards: { kind: 'none' } },
    numbering: numbering ? { ...numbering, employers: [] } : undefined,
    heading: settings.heading ?? settings.title,
    retention: settings.retention ?? 10,
    starters: settings.starters,
  };
  const parts = (['numbering', 'heading', 'retention', 'starters', 'limit', 'flow'] as const).filter(
    (part) => initial[part] !== undefined,
  );
  return (
    <Page
      width={value.flow ? 'full' : 'reading'}
      title={`${spoken(group.head.title)} · ${said?.employer.name ?? ''}`}
      lead={<span role="status">{t(`template.draft.${draft.state}`)}</span>}
      tools={
        own.may.includes('publish') ? (
          <Button
            kind="primary"
            icon="send"
            disabled={!own.draft && draft.state === 'saved'}
            onPress={() => void draft.save().then((done) => done && setPublishing(true))}
          >
            {t('template.publish')}
          </Button>
        ) : null
      }
    >
      <div className="approvals-screen">
        {draft.failure ? (
          <FailureNote failure={draft.failure} kept onRetry={() => draft.keepMine(own.draft?.revision ?? 0)} />
        ) : null}
        {said && said.conflicts.length > 0 ? (
          <Note
            tone="warn"
            title={t('template.conflicts.named', {
              parts: said.conflicts.map((part) => t(`template.override.${part}`)),
            })}
          />
        ) : null}
        <Card title={t('template.ownParts')}>
          <div className="gj-form">
            {parts.map((part) => (
              <div key={part}>
                <span className="approvals-line">
                  <Switch
                    label={t(`template.override.${part}`)}
                    value={value[part] !== undefined}
                    onChange={(on) => (on ? put(part, initial[part]) : drop(part))}
                  />
                  <span>{t(`template.override.${part}`)}</span>
                </span>
                {part === 'numbering' && value.numbering ? (
                  <NumberingFields value={value.numbering} onChange={(next) => put('numbering', next)} />
                ) : null}
                {part === 'heading' && value.heading ? (
                  <Labelled label={t('template.heading')}>
                    {(named) => (
                      <Input
                        {...named}
                        value={value.heading?.zh ?? ''}
                        onChange={(zh) => put('heading', { zh: zh ?? '' })}
                      />
                    )}
                  </Labelled>
                ) : null}
                {part === 'retention' && value.retention !== undefined ? (
                  <RetentionFields
                    value={value.retention}
                    onChange={(next) => (next === null ? drop('retention') : put('retention', next))}
                  />
                ) : null}
                {part === 'starters' && value.starters ? (
                  <StarterFields value={value.starters} onChange={(next) => put('starters', next)} />
                ) : null}
              </div>
            ))}
          </div>
        </Card>
        {value.flow ? (
          <Suspense fallback={<Skeleton shape="page" />}>
            <FlowDesigner
              value={value.flow}
              design={group.content.design ?? emptyDesign}
              {...(callables && { callables })}
              onChange={(flow) => put('flow', flow)}
            />
          </Suspense>
        ) : null}
      </div>
      {publishing ? (
        <PublishSheet
          kind={kind}
          employerId={employerId}
          revision={draft.revision}
          problems={own.problems}
          changes={own.changes}
          isFirst={false}
          onOpen={() => go(`/approvals/templates/${kind}`)}
          onClose={() => setPublishing(false)}
        />
      ) : null}
    </Page>
  );
}

/** What is in force for a subsidiary, as what it says itself. */
function overridesOf({ content }: ReadTemplate, parts: readonly OverriddenPart[]): TemplateOverrides {
  const { settings, definition } = content;
  const numbering = numberingOf(content);
  return {
    ...(parts.includes('flow') && { flow: definition }),
    ...(parts.includes('limit') && definition.limit && { limit: definition.limit }),
    ...(parts.includes('numbering') && numbering && { numbering }),
    ...(parts.includes('heading') && settings.heading && { heading: settings.heading }),
    ...(parts.includes('retention') && settings.retention !== null && { retention: settings.retention }),
    ...(parts.includes('starters') && { starters: settings.starters }),
  };
}
