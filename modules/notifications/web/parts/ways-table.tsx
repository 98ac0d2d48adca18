import type { ReactNode } from 'react';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { OutsideChannel } from '../../contract/channels.ts';
import { words } from '../words.ts';
import '../notifications.css';

/** Kinds against channels; below each other on phones, where a cell says its channel itself. */
export function WaysTable(props: {
  label: string;
  kinds: readonly { readonly kind: string; readonly name: { readonly zh: string; readonly en: string } }[];
  channels: readonly OutsideChannel[];
  /** The control of a cell, which takes the id that its label points to. */
  cell: (kind: string, channel: OutsideChannel, id: string) => ReactNode;
}) {
  const t = useWords(words);
  const language = useLanguage();
  return (
    <table className="notice-ways" aria-label={props.label}>
      <thead>
        <tr>
          <th scope="col">{t('kind')}</th>
          {props.channels.map((channel) => (
            <th scope="col" key={channel}>
              {t(`channel.${channel}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.kinds.map(({ kind, name }) => (
          <tr key={kind}>
            <th scope="row">{name[language]}</th>
            {props.channels.map((channel) => (
              <td key={channel} data-channel={t(`channel.${channel}`)}>
                <label className="gj-unseen" htmlFor={`${kind}-${channel}`}>
                  {t('way', { kind: name[language], channel: t(`channel.${channel}`) })}
                </label>
                {props.cell(kind, channel, `${kind}-${channel}`)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
