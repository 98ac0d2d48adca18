import { TextArea } from '#design/text-area.tsx';
import type { PartControl } from '#kernel/contract/part.ts';

/** IP addresses and networks, one a line. */
export function NetworksInput({ value, onChange, ...control }: PartControl<string[]>) {
  return (
    <TextArea
      {...control}
      rows={2}
      value={(value ?? []).join('\n')}
      onChange={(text) => onChange?.((text ?? '').split(/[\s,，、]+/).filter((one) => one !== ''))}
    />
  );
}
