import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { FieldFrame } from '#design/field-frame.tsx';
import { ListRow } from '#design/list-row.tsx';
import { Note } from '#design/note.tsx';
import { Select } from '#design/select.tsx';
import { Skeleton } from '#design/skeleton.tsx';
import { tell } from '#design/toast.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { MoreRows } from '#kernel/web/calls/more-rows.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useReadPages } from '#kernel/web/calls/use-read-pages.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { When } from '#kernel/web/language/when.tsx';
import { Part } from '#kernel/web/shell/part.tsx';
import { personPicker } from '#modules/directory/contract/parts.ts';
import { giveFromPackage, listPackageGrants, type listPackages, takeBackFromPackage } from '../../contract/packages.ts';
import { words } from '../words.ts';

type Package = OutputOf<typeof listPackages>['rows'][number];

/** To whom a package's permissions are given, with the form that gives them. */
export function PackageGrants({ of }: { of: Package }) {
  const t = useWords(words);
  const language = useLanguage();
  const read = useReadPages(listPackageGrants, { packageId: of.id });
  const takeBack = useCommand(takeBackFromPackage);
  const take = async (grantId: string) => {
    if (await takeBack.run({ grantId })) tell(t('packages.takenBack'));
  };
  return (
    <>
      <h3>{t('packages.given')}</h3>
      {read.failure ? <FailureNote failure={read.failure} onRetry={read.readAgain} /> : null}
      {read.loading ? <Skeleton shape="rows" /> : null}
      {takeBack.failure ? <FailureNote failure={takeBack.failure} /> : null}
      {read.rows?.length === 0 ? <p className="gj-second">{t('packages.nobody')}</p> : null}
      <ul className="gj-rows">
        {(read.rows ?? []).map((row) => (
          <li key={row.id}>
            <ListRow
              title={row.person.name}
              line={
                <>
                  {row.sentence[language]} · {t('packages.givenBy', { name: row.givenBy.name })}{' '}
                  <When at={row.givenAt} />
                </>
              }
              deciding={
                row.may.includes('takeBack') ? (
                  <Button busy={takeBack.running} onPress={() => void take(row.id)}>
                    {t('packages.takeBack')}
                  </Button>
                ) : null
              }
            />
          </li>
        ))}
      </ul>
      <MoreRows of={read} />
      {of.may.includes('assign') ? <Give of={of} /> : null}
    </>
  );
}

function Give({ of }: { of: Package }) {
  const t = useWords(words);
  const language = useLanguage();
  const [personId, setPersonId] = useState<string>();
  const [permission, setPermission] = useState<string>();
  const give = useCommand(giveFromPackage);
  const chosen = of.permissions.find(({ name }) => name === permission);
  const send = async () => {
    if (!personId || !chosen) return;
    if (!(await give.run({ packageId: of.id, personId, permission: chosen.name }))) return;
    tell(t('packages.given'));
    setPersonId(undefined);
  };
  const fields = { person: `package-person-${of.id}`, permission: `package-permission-${of.id}` };
  return (
    <form
      className="gj-form"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <h3>{t('packages.giveTo')}</h3>
      <FieldFrame id={fields.person} label={t('packages.person')}>
        <Part
          of={personPicker}
          id={fields.person}
          most={1}
          value={personId ? [personId] : []}
          onChange={(next) => setPersonId(next?.[0])}
        />
      </FieldFrame>
      <FieldFrame id={fields.permission} label={t('packages.permission')}>
        <Select
          id={fields.permission}
          value={permission}
          choices={of.permissions.map((one) => ({ value: one.name, label: one.sentence[language] }))}
          onChange={setPermission}
        />
      </FieldFrame>
      {personId && chosen ? (
        <Note
          tone="accent"
          title={t('packages.theyWillMay', { sentence: chosen.sentence[language], reach: t(`reach.${chosen.reach}`) })}
        />
      ) : null}
      {give.failure ? <FailureNote failure={give.failure} kept /> : null}
      <div className="gj-actions">
        <Button type="submit" kind="primary" icon="plus" busy={give.running} disabled={!personId || !chosen}>
          {t('packages.give')}
        </Button>
      </div>
    </form>
  );
}
