import { useState } from 'react';
import { useLocation } from 'wouter';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { Input } from '#design/input.tsx';
import { Page } from '#design/page.tsx';
import { RadioGroup } from '#design/radio-group.tsx';
import { Select } from '#design/select.tsx';
import { UploadArea } from '#design/upload-area.tsx';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { Part } from '#kernel/web/shell/part.tsx';
import { departmentPicker, personPicker } from '#modules/directory/contract/parts.ts';
import {
  createTemplate,
  importTemplate,
  listReadyTemplates,
  listTemplates,
} from '../../contract/template-operations.ts';
import { GroupPicker, PostPicker, RolePicker } from '../designer/pickers.tsx';
import { Labelled } from '../parts/labelled.tsx';
import { useDraft } from '../use-draft.ts';
import { useSpoken } from '../use-spoken.ts';
import { words } from '../words.ts';
import '../approvals.css';

const ways = ['blank', 'ready', 'copy', 'file'] as const;
interface Unknown {
  readonly what: 'person' | 'department' | 'post' | 'role' | 'group';
  readonly id: string;
  readonly name: string;
}

/** A new template: blank, ready-made, a copy, or from a file of another company. */
export function NewTemplate() {
  const t = useWords(words);
  const spoken = useSpoken();
  const [, go] = useLocation();
  const ready = useRead(listReadyTemplates, {});
  const templates = useRead(listTemplates, {});
  const create = useCommand(createTemplate);
  const bring = useCommand(importTemplate);
  const draft = useDraft('approvals.newTemplate', { title: '', category: '', department: '', from: '', way: 'blank' });
  const [file, setFile] = useState<{ name: string; text: string }>();
  const [mapping, setMapping] = useState<Readonly<Record<string, string>>>({});
  const { values } = draft;
  const way = ways.find((one) => one === values.way) ?? 'blank';
  const unknown = (
    bring.failure?.code === 'approvals.fileNamesUnknown' ? bring.failure.facts.unknown : []
  ) as Unknown[];
  const done = (answer: { kind: string } | undefined) => {
    if (!answer) return;
    draft.forget();
    go(`/approvals/templates/${answer.kind}`);
  };
  const send = async (department: string) => {
    if (way === 'file') {
      if (file) done(await bring.run({ text: file.text, ownerDepartmentId: department, mapping }));
      return;
    }
    done(
      await create.run({
        title: { zh: values.title.trim() },
        ownerDepartmentId: department,
        ...(values.category.trim() && { category: values.category.trim() }),
        from:
          way === 'blank'
            ? { kind: 'blank' }
            : way === 'ready'
              ? { kind: 'ready', name: values.from }
              : { kind: 'copy', template: values.from },
      }),
    );
  };
  const sources =
    way === 'ready'
      ? (ready.data?.rows ?? []).map((one) => ({
          value: one.name,
          label: `${spoken(one.title)} · ${spoken(one.summary)}`,
        }))
      : (templates.data?.rows ?? []).map((one) => ({ value: one.kind, label: spoken(one.title) }));
  const needsSource = way === 'ready' || way === 'copy';
  return (
    <Page title={t('template.new')}>
      <Loaded read={ready} shape="page">
        {({ departments }) => {
          const department = values.department || departments[0]?.id || '';
          const isReady =
            department !== '' &&
            (way === 'file' ? file !== undefined : values.title.trim() !== '' && (!needsSource || values.from !== ''));
          const failure = way === 'file' ? bring.failure : create.failure;
          return (
            <Card>
              <form
                className="gj-form"
                onSubmit={(event) => {
                  event.preventDefault();
                  if (isReady) void send(department);
                }}
              >
                <Labelled label={t('template.from')} group>
                  {(named) => (
                    <RadioGroup<(typeof ways)[number]>
                      {...named}
                      value={way}
                      choices={ways.map((one) => ({ value: one, label: t(`template.from.${one}`) }))}
                      onChange={(next) => draft.set({ way: next ?? 'blank', from: '' })}
                    />
                  )}
                </Labelled>
                {needsSource ? (
                  <Labelled label={t('template.source')}>
                    {(named) => (
                      <Select
                        {...named}
                        searchable
                        {...(values.from && { value: values.from })}
                        choices={sources}
                        onChange={(next) => draft.set({ from: next ?? '' })}
                      />
                    )}
                  </Labelled>
                ) : null}
                {way === 'file' ? (
                  <UploadArea
                    accept=".json,application/json"
                    hint={file?.name ?? t('template.file.hint')}
                    onFiles={([chosen]) => {
                      if (chosen) void chosen.text().then((text) => setFile({ name: chosen.name, text }));
                    }}
                  />
                ) : (
                  <>
                    <Labelled label={t('template.title')}>
                      {(named) => (
                        <Input
                          {...named}
                          value={values.title}
                          onChange={(title) => draft.set({ title: title ?? '' })}
                        />
                      )}
                    </Labelled>
                    <Labelled label={t('template.category')} required={false}>
                      {(named) => (
                        <Input
                          {...named}
                          value={values.category}
                          onChange={(category) => draft.set({ category: category ?? '' })}
                        />
                      )}
                    </Labelled>
                  </>
                )}
                <Labelled label={t('template.owner')}>
                  {(named) => (
                    <Select
                      {...named}
                      searchable
                      {...(department && { value: department })}
                      choices={departments.map((one) => ({ value: one.id, label: one.name }))}
                      onChange={(next) => draft.set({ department: next ?? '' })}
                    />
                  )}
                </Labelled>
                {failure ? <FailureNote failure={failure} kept /> : null}
                {unknown.map(({ what, id, name }) => (
                  <Labelled key={id} label={t(`template.stands.${what}`, { name: name || id })}>
                    {(named) => {
                      const value = mapping[id];
                      const set = (next: string | undefined) => setMapping({ ...mapping, [id]: next ?? '' });
                      const one = { ...named, ...(value && { value }), onChange: set };
                      if (what === 'role') return <RolePicker {...one} />;
                      if (what === 'post') return <PostPicker {...one} />;
                      if (what === 'group') return <GroupPicker {...one} />;
                      const of = what === 'person' ? personPicker : departmentPicker;
                      return (
                        <Part
                          of={of}
                          {...named}
                          most={1}
                          value={value ? [value] : []}
                          onChange={(next) => set(next?.[0])}
                        />
                      );
                    }}
                  </Labelled>
                ))}
                <Button kind="primary" type="submit" disabled={!isReady} busy={create.running || bring.running}>
                  {t('template.create')}
                </Button>
              </form>
            </Card>
          );
        }}
      </Loaded>
    </Page>
  );
}
