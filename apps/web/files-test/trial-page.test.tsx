import '#kernel/web/shell/without-eval.ts';
import { lazy } from 'react';
import { useLocation } from 'wouter';
import { Input } from '#design/input.tsx';
import { Page } from '#design/page.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { Field } from '#kernel/web/forms/field.tsx';
import { Form } from '#kernel/web/forms/form.tsx';
import { useForm } from '#kernel/web/forms/use-form.ts';
import type { ViewerState } from '#kernel/web/identity/viewer.ts';
import { moduleWords } from '#kernel/web/language/module-words.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { moduleWeb, type ScreenProps } from '#kernel/web/shell/module-web.ts';
import { Part } from '#kernel/web/shell/part.tsx';
import { startApp } from '#kernel/web/shell/start-app.tsx';
import { departmentPicker, personPicker } from '#modules/directory/contract/parts.ts';
import { fileInput, fileList } from '#modules/files/contract/parts.ts';
import { webModules } from '#modules/index.web.ts';
import { readMe, readNote, saveNote } from './contract.ts';

/** A module above files and directory, with a form of their parts; the rest is the real app. */
const words = moduleWords(
  async () => ({
    default: { title: '便签', text: '内容', to: '给谁', departments: '部门', files: '附件', save: '保存' },
  }),
  async () => ({
    default: { title: 'Note', text: 'Text', to: 'For', departments: 'Departments', files: 'Attachments', save: 'Save' },
  }),
);

function WriteNote(_: ScreenProps) {
  const t = useWords(words);
  const [, go] = useLocation();
  const form = useForm(saveNote, { draft: 'trial.note', onDone: ({ noteId }) => go(`/trial/${noteId}`) });
  return (
    <Page title={t('title')}>
      <Form form={form} send={t('save')}>
        <Field form={form} name="text" label={t('text')}>
          {(control) => <Input {...control} most={50} />}
        </Field>
        <Field form={form} name="personIds" label={t('to')}>
          {(control) => <Part of={personPicker} {...control} />}
        </Field>
        <Field form={form} name="departmentIds" label={t('departments')}>
          {(control) => <Part of={departmentPicker} {...control} most={1} />}
        </Field>
        <Field form={form} name="fileIds" label={t('files')}>
          {(control) => <Part of={fileInput} {...control} most={6} />}
        </Field>
      </Form>
    </Page>
  );
}

function ShowNote({ params }: ScreenProps) {
  const t = useWords(words);
  const note = useRead(readNote, { noteId: params.noteId ?? '' }).data;
  return <Page title={note?.text ?? t('title')}>{note ? <Part of={fileList} fileIds={note.fileIds} /> : null}</Page>;
}

const trialWeb = moduleWeb({
  name: 'trial',
  words,
  cacheRules: async () => [],
  routes: [
    {
      path: '/trial',
      title: 'title',
      access: 'signedIn',
      place: 'workbench',
      screen: lazy(async () => ({ default: WriteNote })),
    },
    {
      path: '/trial/:noteId',
      title: 'title',
      access: 'signedIn',
      place: 'workbench',
      screen: lazy(async () => ({ default: ShowNote })),
    },
  ],
});

/** Somebody whose session was made beforehand. */
function useTrialViewer(): ViewerState {
  const { data, failure, readAgain } = useRead(readMe, {});
  if (data) {
    const { personId, name, employerId } = data;
    const employer = { id: employerId, name: '云澜酒店集团', zone: 'Asia/Shanghai' };
    const permissions = [{ name: 'directory.readDirectory', reach: 'company' as const }];
    return { state: 'signedIn', viewer: { personId, name, employer, permissions } };
  }
  if (failure?.status === 401) return { state: 'visitor' };
  return failure ? { state: 'failed', failure, retry: readAgain } : { state: 'loading' };
}

await startApp({ modules: [...webModules, trialWeb], useViewerState: useTrialViewer });
