import { MenuButton } from '#design/menu-button.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { type Classification, classification, rankOf } from '../../contract/labels/label.ts';
import { readLabels, setConversationLabel } from '../../contract/labels/operations.ts';
import { words } from '../words.ts';
import { LabelTag } from './label-tag.tsx';

/** Chooses the classification of what is being written: that of the conversation, unless one says otherwise. */
export function LabelChoice(props: {
  conversationId: string;
  value: Classification | undefined;
  onChange: (value: Classification | undefined) => void;
}) {
  const t = useWords(words);
  const { data } = useRead(readLabels, { conversationId: props.conversationId });
  const setDefault = useCommand(setConversationLabel);
  const { conversationId } = props;
  const byDefault = data?.byDefault ?? 'internal';
  const cleared = rankOf(data?.clearedFor ?? 'internal');
  const offered = classification.options.filter((label) => rankOf(label) <= Math.max(cleared, 1));
  return (
    <>
      <MenuButton
        icon="eye"
        label={t('label.choose', { label: t(`label.${props.value ?? byDefault}`) })}
        choices={[
          ...offered.map((label) => ({
            key: label,
            label: label === byDefault ? t('label.default', { label: t(`label.${label}`) }) : t(`label.${label}`),
            onPress: () => props.onChange(label === byDefault ? undefined : label),
          })),
          ...(props.value && data?.may.includes('setDefault')
            ? [
                {
                  key: 'default',
                  icon: 'pin' as const,
                  label: t('label.setDefault', { label: t(`label.${props.value}`) }),
                  onPress: () =>
                    void setDefault.run({ conversationId, classification: props.value ?? byDefault }).then((done) => {
                      if (done) props.onChange(undefined);
                    }),
                },
              ]
            : []),
        ]}
      />
      <LabelTag label={props.value ?? byDefault} />
    </>
  );
}
