import { Checkbox } from '#design/checkbox.tsx';
import { Input } from '#design/input.tsx';
import { Sheet } from '#design/sheet.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { Field } from '#kernel/web/forms/field.tsx';
import { Form } from '#kernel/web/forms/form.tsx';
import { useForm } from '#kernel/web/forms/use-form.ts';
import { confirmIdentity } from '#kernel/web/identity/confirm-identity.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { fileUrl } from '#kernel/web/uploads/file-url.ts';
import { readApplicationPicture } from '../../contract/application-chats.ts';
import { type listApplications, proposeApplication } from '../../contract/operations.ts';
import { words } from '../words.ts';
import { PictureInput } from './picture-input.tsx';
import { RangesInput } from './ranges-input.tsx';
import { VisibleInput } from './visible-input.tsx';

export type Application = OutputOf<typeof listApplications>['rows'][number];

/** Registers an application, or changes one; a second person confirms it. */
export function ApplicationSheet({ application, onClose }: { application?: Application; onClose: () => void }) {
  const t = useWords(words);
  const initial = application
    ? {
        applicationId: application.applicationId,
        revision: application.revision,
        name: application.name,
        purpose: application.purpose,
        address: application.address ?? undefined,
        ranges: application.ranges,
        visible: application.visible,
        takesMessages: application.takesMessages,
      }
    : {
        revision: 0,
        ranges: [],
        visible: { everybody: true, departmentIds: [], personIds: [] },
        takesMessages: false,
      };
  const form = useForm(proposeApplication, { initial, onDone: onClose });
  const confirmed = {
    ...form,
    submit: async () => {
      if (await confirmIdentity()) await form.submit();
    },
  };
  return (
    <Sheet title={application ? t('app.change', { name: application.name }) : t('app.add')} onClose={onClose}>
      <p className="gj-second">{t(application ? 'app.change.hint' : 'app.add.hint')}</p>
      <Form form={confirmed} send={t('app.propose')}>
        <Field form={form} name="name" label={t('app.name')}>
          {(control) => <Input {...control} most={30} />}
        </Field>
        <Field form={form} name="purpose" label={t('app.purpose')}>
          {(control) => <Input {...control} most={200} />}
        </Field>
        <Field form={form} name="picture" label={t('app.picture')} hint={t('app.picture.hint')}>
          {({ id, describedBy }) => (
            <PictureInput
              id={id}
              describedBy={describedBy}
              value={form.values.picture}
              held={
                application?.picture
                  ? fileUrl(readApplicationPicture, {
                      applicationId: application.applicationId,
                      picture: application.picture,
                    })
                  : undefined
              }
              onChange={(picture) => form.set('picture', picture)}
            />
          )}
        </Field>
        <Field form={form} name="visible" label={t('app.visible')} hint={t('app.visible.hint')}>
          {(control) => <VisibleInput {...control} />}
        </Field>
        <Field form={form} name="takesMessages" label={t('app.takes')} hint={t('app.takes.hint')}>
          {(control) => (
            <div>
              <Checkbox {...control}>{t('app.takes.yes')}</Checkbox>
            </div>
          )}
        </Field>
        <Field form={form} name="address" label={t('app.address')} hint={t('app.address.hint')}>
          {(control) => <Input {...control} most={2_048} />}
        </Field>
        <Field form={form} name="ranges" label={t('app.ranges')} hint={t('app.ranges.hint')}>
          {(control) => <RangesInput {...control} />}
        </Field>
      </Form>
    </Sheet>
  );
}
