import { useState } from 'react';
import { useLocation } from 'wouter';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { DatePicker } from '#design/date-picker.tsx';
import { FieldFrame } from '#design/field-frame.tsx';
import { Input } from '#design/input.tsx';
import { Page } from '#design/page.tsx';
import { tell } from '#design/toast.tsx';
import { UploadArea } from '#design/upload-area.tsx';
import { CallFailure } from '#kernel/web/calls/call-failure.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { confirmIdentity } from '#kernel/web/identity/confirm-identity.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { Part } from '#kernel/web/shell/part.tsx';
import { uploadFile } from '#kernel/web/uploads/upload-file.ts';
import { departmentPicker, personPicker } from '#modules/directory/contract/parts.ts';
import { packageReach, proposePackage, uploadMinutes } from '../../contract/packages.ts';
import { listRoles } from '../../contract/roles.ts';
import type { PermissionGrant } from '../../contract/shapes.ts';
import { GrantsEditor } from '../parts/grants-editor.tsx';
import { words } from '../words.ts';
import '../access.css';

const reaches = packageReach.options;
const fits = (grant: PermissionGrant) =>
  reaches.flatMap((reach) => (reach === grant.reach ? [{ permission: grant.permission, reach }] : []));

/** Enters a department's package with the resolution that it rests on. */
export function NewPackage() {
  const t = useWords(words);
  const [, go] = useLocation();
  const roles = useRead(listRoles, {});
  const propose = useCommand(proposePackage);
  const [departments, setDepartments] = useState<readonly string[]>([]);
  const [number, setNumber] = useState('');
  const [day, setDay] = useState<string>();
  const [attendees, setAttendees] = useState<readonly string[]>([]);
  const [minutes, setMinutes] = useState<{ minutesId: string; name: string }>();
  const [upload, setUpload] = useState<{ busy: boolean; failure?: CallFailure }>({ busy: false });
  const [grants, setGrants] = useState<readonly PermissionGrant[]>([]);
  const take = async ([file]: readonly File[]) => {
    if (!file) return;
    setUpload({ busy: true });
    try {
      setMinutes(await uploadFile(uploadMinutes, file, {}));
      setUpload({ busy: false });
    } catch (problem) {
      if (!(problem instanceof CallFailure)) throw problem;
      setUpload({ busy: false, failure: problem });
    }
  };
  const [departmentId] = departments;
  const isReady =
    departmentId && number.trim() && day && attendees.length > 1 && minutes && grants.length > 0 && !upload.busy;
  const send = async () => {
    if (!departmentId || !day || !minutes || !isReady || !(await confirmIdentity())) return;
    const done = await propose.run({
      departmentId,
      permissions: grants.flatMap(fits),
      resolution: { number: number.trim(), day, attendeeIds: [...attendees] },
      minutesId: minutes.minutesId,
    });
    if (!done) return;
    tell(t('packages.proposed'));
    go('/packages', { replace: true });
  };
  return (
    <Page title={t('packages.new')} lead={t('packages.lead')}>
      <form
        className="gj-form"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <FieldFrame id="package-department" label={t('packages.department')}>
          <Part
            of={departmentPicker}
            id="package-department"
            most={1}
            value={departments}
            onChange={(next) => setDepartments(next ?? [])}
          />
        </FieldFrame>
        <FieldFrame id="package-number" label={t('packages.number')}>
          <Input id="package-number" value={number} onChange={(next) => setNumber(next ?? '')} />
        </FieldFrame>
        <FieldFrame id="package-day" label={t('packages.day')}>
          <DatePicker id="package-day" value={day} onChange={setDay} />
        </FieldFrame>
        <FieldFrame id="package-attendees" label={t('packages.attendees')}>
          <Part
            of={personPicker}
            id="package-attendees"
            most={50}
            value={attendees}
            onChange={(next) => setAttendees(next ?? [])}
          />
        </FieldFrame>
        <FieldFrame id="package-minutes" label={t('packages.minutes')} hint={t('packages.minutesHint')}>
          <UploadArea
            id="package-minutes"
            accept="application/pdf,image/png,image/jpeg"
            disabled={upload.busy}
            onFiles={(files) => void take(files)}
          />
        </FieldFrame>
        {minutes ? <p>{t('packages.takenOn', { name: minutes.name })}</p> : null}
        {upload.failure ? <FailureNote failure={upload.failure} kept /> : null}
        <Card title={t('role.permissions')}>
          <p className="gj-second">{t('packages.permissionsHint')}</p>
          <Loaded read={roles} shape="rows">
            {({ permissions }) => (
              <GrantsEditor
                permissions={permissions.flatMap((one) => {
                  const fitting = one.reaches.filter((reach) => reaches.some((known) => known === reach));
                  return one.important || fitting.length === 0 ? [] : [{ ...one, reaches: fitting }];
                })}
                grants={grants}
                onChange={setGrants}
              />
            )}
          </Loaded>
        </Card>
        {propose.failure ? <FailureNote failure={propose.failure} kept /> : null}
        <div className="gj-actions">
          <Button type="submit" kind="primary" busy={propose.running} disabled={!isReady}>
            {t('packages.propose')}
          </Button>
        </div>
      </form>
    </Page>
  );
}
