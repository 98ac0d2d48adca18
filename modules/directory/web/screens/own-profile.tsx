import { useState } from 'react';
import { Avatar } from '#design/avatar.tsx';
import { Input } from '#design/input.tsx';
import { Note } from '#design/note.tsx';
import { Page } from '#design/page.tsx';
import { tell } from '#design/toast.tsx';
import { UploadArea } from '#design/upload-area.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { CallFailure } from '#kernel/web/calls/call-failure.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { Field } from '#kernel/web/forms/field.tsx';
import { Form } from '#kernel/web/forms/form.tsx';
import { useForm } from '#kernel/web/forms/use-form.ts';
import { useViewer } from '#kernel/web/identity/viewer.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { uploadFile } from '#kernel/web/uploads/upload-file.ts';
import { readPerson } from '../../contract/people.ts';
import { completeProfile, uploadPhoto } from '../../contract/profile.ts';
import { photoUrl } from '../photo-url.ts';
import { words } from '../words.ts';
import '../directory.css';

/** One's own photo, phone, e-mail and post: what a new employee completes first (D4). */
export function OwnProfile() {
  const t = useWords(words);
  const { personId } = useViewer();
  const read = useRead(readPerson, { personId });
  return (
    <Page title={t('profile.title')} lead={t('profile.lead')}>
      <Loaded read={read} shape="page">
        {(person) => (
          <>
            {person.record && person.record.lacks.length > 0 ? (
              <Note
                tone="warn"
                title={t('profile.lacks', { parts: person.record.lacks.map((part) => t(`lacks.${part}`)) })}
              />
            ) : (
              <Note tone="pass" title={t('profile.complete')} />
            )}
            <Photo person={person} onDone={read.readAgain} />
            <ProfileForm key={person.revision} person={person} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Photo({ person, onDone }: { person: OutputOf<typeof readPerson>; onDone: () => void }) {
  const t = useWords(words);
  const [failure, setFailure] = useState<CallFailure>();
  const [sending, setSending] = useState(false);
  const send = async (file: File | undefined) => {
    if (!file) return;
    setSending(true);
    setFailure(undefined);
    try {
      await uploadFile(uploadPhoto, file, {});
      tell(t('profile.photoSaved'));
      onDone();
    } catch (problem) {
      if (!(problem instanceof CallFailure)) throw problem;
      setFailure(problem);
    } finally {
      setSending(false);
    }
  };
  return (
    <>
      <div className="directory-photo">
        <Avatar name={person.name} photo={photoUrl(person)} size={96} />
        <UploadArea
          accept="image/jpeg,image/png,image/webp"
          hint={t('profile.photoHint')}
          disabled={sending}
          onFiles={([file]) => void send(file)}
        />
      </div>
      {failure ? <FailureNote failure={failure} /> : null}
    </>
  );
}

function ProfileForm({ person }: { person: OutputOf<typeof readPerson> }) {
  const t = useWords(words);
  const form = useForm(completeProfile, {
    initial: {
      revision: person.revision,
      phone: person.phone ?? '',
      email: person.email ?? '',
      landline: person.landline ?? '',
      postHint: person.record?.postHint ?? '',
    },
    onDone: () => tell(t('saved')),
  });
  return (
    <Form form={form} send={t('save')}>
      <Field form={form} name="phone" label={t('phone')}>
        {(control) => <Input {...control} type="tel" autoComplete="tel" />}
      </Field>
      <Field form={form} name="email" label={t('email')}>
        {(control) => <Input {...control} type="email" autoComplete="email" />}
      </Field>
      <Field form={form} name="landline" label={t('landline')}>
        {(control) => (
          <Input {...control} value={control.value ?? ''} onChange={(text) => control.onChange?.(text)} type="tel" />
        )}
      </Field>
      {person.posts.length > 0 ? (
        <p className="gj-second">
          {t('fact', { name: t('posts'), value: person.posts.map((post) => post.name).join(t('comma')) })}
        </p>
      ) : (
        <Field form={form} name="postHint" label={t('postHint')} hint={t('postHint.hint')}>
          {(control) => <Input {...control} most={64} />}
        </Field>
      )}
    </Form>
  );
}
