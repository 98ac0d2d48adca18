import { useId } from 'react';
import { Button } from '#design/button.tsx';
import { Checkbox } from '#design/checkbox.tsx';
import { FieldFrame } from '#design/field-frame.tsx';
import { Input } from '#design/input.tsx';
import { TextArea } from '#design/text-area.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import { isNetwork } from '../../contract/network.ts';
import type { NetworkZone } from '../../domain/find-zone.ts';
import { words } from '../words.ts';

/** A zone as it is typed: its networks one per line. */
export interface TypedZone {
  readonly key: number;
  readonly name: string;
  readonly networks: string;
  readonly trusted: boolean;
}

const linesOf = (text: string): string[] =>
  text
    .split(/[\s,，;；]+/)
    .map((line) => line.trim())
    .filter(Boolean);

/** What was typed as a setting's value; undefined while something is missing or isn't a network. */
export function readZones(typed: readonly TypedZone[]): NetworkZone[] | undefined {
  const zones = typed.map(({ name, networks, trusted }) => ({
    name: name.trim(),
    networks: linesOf(networks),
    trusted,
  }));
  const whole = zones.every((zone) => zone.name !== '' && zone.networks.length > 0 && zone.networks.every(isNetwork));
  return whole ? zones : undefined;
}

/** One zone: its name, its networks, and whether it is trusted. */
export function ZoneEditor(props: { zone: TypedZone; onChange: (zone: TypedZone) => void; onRemove: () => void }) {
  const t = useWords(words);
  const id = useId();
  const { zone, onChange } = props;
  const wrong = linesOf(zone.networks).filter((network) => !isNetwork(network));
  return (
    <div className="access-zone">
      <FieldFrame id={`${id}-name`} label={t('zones.name')} required>
        <Input
          id={`${id}-name`}
          describedBy={`${id}-name-told`}
          value={zone.name}
          most={40}
          onChange={(name) => onChange({ ...zone, name: name ?? '' })}
        />
      </FieldFrame>
      <FieldFrame
        id={`${id}-networks`}
        label={t('zones.networks')}
        hint={t('zones.networksHint')}
        required
        problem={wrong.length > 0 ? t('zones.wrong', { networks: wrong.join(' ') }) : undefined}
      >
        <TextArea
          id={`${id}-networks`}
          describedBy={`${id}-networks-told`}
          value={zone.networks}
          invalid={wrong.length > 0}
          onChange={(networks) => onChange({ ...zone, networks: networks ?? '' })}
        />
      </FieldFrame>
      <div className="gj-actions">
        <Checkbox
          id={`${id}-trusted`}
          value={zone.trusted}
          onChange={(trusted) => onChange({ ...zone, trusted: trusted ?? false })}
        >
          {t('zones.trusted')}
        </Checkbox>
        <Button kind="quiet" icon="trash" label={t('zones.remove', { name: zone.name })} onPress={props.onRemove} />
      </div>
    </div>
  );
}
