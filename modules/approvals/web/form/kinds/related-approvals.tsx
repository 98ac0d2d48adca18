import type { Control } from '#design/control.ts';
import { MultiSelect } from '#design/multi-select.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { listMine } from '../../../contract/operations.ts';
import { useSpoken } from '../../use-spoken.ts';
import { words } from '../../words.ts';

/** Own requests, the newest 200, of the kinds asked for. */
export function RelatedApprovals({
  kinds,
  most,
  ...control
}: Omit<Control<readonly string[]>, 'onChange'> & {
  kinds: readonly string[];
  most: number;
  onChange: (value: unknown) => void;
}) {
  const t = useWords(words);
  const spoken = useSpoken();
  const from = useRead(listMine, { limit: 200 });
  const rows = from.data?.rows ?? [];
  const choices = new Map((control.value ?? []).map((id) => [id, { value: id, label: '…', search: '' }]));
  for (const row of rows) {
    if (kinds.length > 0 && !kinds.includes(row.kind)) continue;
    const label = [spoken(row.title), spoken(row.summary), row.number].filter(Boolean).join(' · ');
    choices.set(row.requestId, { value: row.requestId, label, search: row.number });
  }
  return (
    <MultiSelect
      {...control}
      from={from}
      choices={[...choices.values()]}
      placeholder={t('form.related.hint')}
      onChange={(next) => control.onChange((next ?? []).slice(-most))}
    />
  );
}
