import { MenuButton } from '#design/menu-button.tsx';
import type { PropsOf } from '#kernel/contract/part.ts';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { labelFile } from '#modules/files/contract/operations.ts';
import type { fileLabel } from '#modules/files/contract/parts.ts';
import { classification, rankOf } from '../../contract/labels/label.ts';
import { words } from '../words.ts';
import { LabelTag } from './label-tag.tsx';

/** The classification of an attached file: its uploader chooses it before it is sent, and raises it afterwards. */
export function FileLabel({ fileId, label, may, attached }: PropsOf<typeof fileLabel>) {
  const t = useWords(words);
  const mark = useCommand(labelFile);
  const now = classification.safeParse(label).data ?? 'internal';
  const offered = classification.options.filter((one) => one !== now && (!attached || rankOf(one) > rankOf(now)));
  return (
    <>
      <LabelTag label={now} />
      {may && offered.length > 0 ? (
        <MenuButton
          icon="eye"
          label={t('label.choose', { label: t(`label.${now}`) })}
          choices={offered.map((one) => ({
            key: one,
            label: t(`label.${one}`),
            onPress: () => void mark.run({ fileId, label: one }),
          }))}
        />
      ) : null}
    </>
  );
}
