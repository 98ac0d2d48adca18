import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { FieldFrame } from '#design/field-frame.tsx';
import { MultiSelect } from '#design/multi-select.tsx';
import { Note } from '#design/note.tsx';
import { Page } from '#design/page.tsx';
import { tell } from '#design/toast.tsx';
import { changeSetting, readSettings } from '#kernel/contract/kernel-operations.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { listRoles } from '../../contract/roles.ts';
import { listMySessions } from '../../contract/sessions.ts';
import { networkZones, secondFactorRoles, trustedOnlyRoles } from '../../contract/settings.ts';
import { findZone, type NetworkZone } from '../../domain/find-zone.ts';
import { readZones, type TypedZone, ZoneEditor } from '../parts/zone-editor.tsx';
import { words } from '../words.ts';
import '../access.css';

const names = [networkZones.name, secondFactorRoles.name, trustedOnlyRoles.name];

/** Who must have a second factor, which networks there are, and who signs in from the trusted ones only. */
export function SignInPolicy() {
  const t = useWords(words);
  const read = useRead(readSettings, { names });
  return (
    <Page title={t('policy.title')} lead={t('policy.lead')}>
      <Loaded read={read} shape="text">
        {({ values }) => {
          const held = (name: string) => values.find((setting) => setting.name === name)?.value;
          const mayChange = values.every((setting) => setting.mayChange);
          const zones = (held(networkZones.name) ?? []) as NetworkZone[];
          return (
            <>
              <RolesOf
                key={`factor ${JSON.stringify(held(secondFactorRoles.name))}`}
                name={secondFactorRoles.name}
                title={t('policy.factor')}
                hint={t('policy.factorHint')}
                value={(held(secondFactorRoles.name) ?? []) as string[]}
                mayChange={mayChange}
              />
              <Zones key={`zones ${JSON.stringify(zones)}`} value={zones} mayChange={mayChange} />
              <RolesOf
                key={`trusted ${JSON.stringify(held(trustedOnlyRoles.name))}`}
                name={trustedOnlyRoles.name}
                title={t('policy.trusted')}
                hint={t(zones.some((zone) => zone.trusted) ? 'policy.trustedHint' : 'policy.trustedNone')}
                value={(held(trustedOnlyRoles.name) ?? []) as string[]}
                mayChange={mayChange}
              />
              <p className="gj-second">
                {t('policy.more')} <a href="/admin">{t('policy.moreLink')}</a>
              </p>
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

function RolesOf(props: { name: string; title: string; hint: string; value: readonly string[]; mayChange: boolean }) {
  const t = useWords(words);
  const language = useLanguage();
  const from = useRead(listRoles, {});
  const roles = from.data?.roles ?? [];
  const change = useCommand(changeSetting);
  const [value, setValue] = useState(props.value);
  const save = async () => {
    if (await change.run({ name: props.name, value })) tell(t('policy.saved'));
  };
  return (
    <Card title={props.title}>
      <form
        className="gj-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!change.running) void save();
        }}
      >
        <FieldFrame id={props.name} label={t('policy.roles')} hint={props.hint}>
          <MultiSelect
            from={from}
            id={props.name}
            describedBy={`${props.name}-told`}
            value={value}
            choices={roles.map((role) => ({ value: role.id, label: role.name[language] }))}
            onChange={(next) => setValue(next ?? [])}
          />
        </FieldFrame>
        {change.failure ? <FailureNote failure={change.failure} kept /> : null}
        {props.mayChange && JSON.stringify(value) !== JSON.stringify(props.value) ? (
          <div>
            <Button kind="primary" type="submit" busy={change.running}>
              {t('policy.save')}
            </Button>
          </div>
        ) : null}
      </form>
    </Card>
  );
}

function Zones({ value, mayChange }: { value: readonly NetworkZone[]; mayChange: boolean }) {
  const t = useWords(words);
  const change = useCommand(changeSetting);
  const address = useRead(listMySessions, {}).data?.rows.find((row) => row.current)?.address;
  const [typed, setTyped] = useState<readonly TypedZone[]>(() =>
    value.map((zone, key) => ({ key, name: zone.name, networks: zone.networks.join('\n'), trusted: zone.trusted })),
  );
  const zones = readZones(typed);
  const changed = JSON.stringify(zones) !== JSON.stringify(value);
  const outside =
    zones && address && zones.some((zone) => zone.trusted) && !findZone(zones, address)?.trusted ? address : undefined;
  const save = async () => {
    if (zones && (await change.run({ name: networkZones.name, value: zones }))) tell(t('policy.saved'));
  };
  return (
    <Card title={t('zones.title')}>
      <form
        className="gj-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!change.running) void save();
        }}
      >
        <p className="gj-second">{t('zones.lead')}</p>
        {typed.map((zone) => (
          <ZoneEditor
            key={zone.key}
            zone={zone}
            onChange={(next) => setTyped(typed.map((one) => (one.key === zone.key ? next : one)))}
            onRemove={() => setTyped(typed.filter((one) => one.key !== zone.key))}
          />
        ))}
        {outside ? <Note tone="warn" title={t('zones.outside', { address: outside })} /> : null}
        {change.failure ? <FailureNote failure={change.failure} kept /> : null}
        {mayChange ? (
          <div className="gj-actions">
            <Button
              icon="plus"
              onPress={() =>
                setTyped([
                  ...typed,
                  { key: Math.max(-1, ...typed.map(({ key }) => key)) + 1, name: '', networks: '', trusted: true },
                ])
              }
            >
              {t('zones.add')}
            </Button>
            {changed ? (
              <Button kind="primary" type="submit" busy={change.running} disabled={zones === undefined}>
                {t('policy.save')}
              </Button>
            ) : null}
          </div>
        ) : null}
      </form>
    </Card>
  );
}
