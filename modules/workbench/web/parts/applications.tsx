import { useState } from 'react';
import { Badge } from '#design/badge.tsx';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { Empty } from '#design/empty.tsx';
import { Icon } from '#design/icon.tsx';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useName } from '#kernel/web/language/use-name.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { NavigationEntry } from '#kernel/web/shell/module-web.ts';
import { useEntries, type Worded } from '#kernel/web/shell/navigation.ts';
import { saveShortcuts } from '../../contract/operations.ts';
import { words } from '../words.ts';

type Entry = Worded<NavigationEntry>;
const elsewhere = new Set(['search', 'notifications', 'me']);

/** The pages that modules offer the reader, as tiles: pinned ones first, in the reader's order, then the rest. */
export function Applications({ shortcuts }: { shortcuts: readonly string[] }) {
  const t = useWords(words);
  const [arranging, setArranging] = useState(false);
  const offered = useEntries().filter((entry) => !elsewhere.has(entry.place) && entry.path !== '/workbench');
  const pinned = shortcuts
    .map((path) => offered.find((entry) => entry.path === path))
    .filter((entry) => entry !== undefined);
  const rest = offered.filter((entry) => !pinned.includes(entry));
  return (
    <Card
      title={t('apps.title')}
      tools={
        offered.length > 0 ? (
          <Button kind="quiet" onPress={() => setArranging(!arranging)}>
            {t(arranging ? 'apps.done' : 'apps.arrange')}
          </Button>
        ) : null
      }
    >
      {offered.length === 0 ? (
        <Empty icon="workbench" title={t('apps.none')}>
          {t('apps.noneBody')}
        </Empty>
      ) : arranging ? (
        <Arrange shortcuts={shortcuts} pinned={pinned} rest={rest} />
      ) : (
        <ul className="workbench-tiles">
          {[...pinned, ...rest].map((entry) => (
            <li key={entry.path}>
              <Tile entry={entry} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

const noCount = () => 0;

function Tile({ entry }: { entry: Entry }) {
  const t = useWords(words);
  const name = useName(entry.words, entry.word);
  // An entry keeps its hook for as long as the program runs.
  const useCount = entry.useBadge ?? noCount;
  const count = useCount();
  return (
    <a className="workbench-tile" href={entry.path}>
      <span className="workbench-tile-icon">
        <Icon name={entry.icon} size={24} />
        <Badge count={count} label={t('apps.count', { count })} />
      </span>
      {name}
    </a>
  );
}

/** What is pinned and in which order; in force at once. Pins whose page isn't offered now keep their place. */
function Arrange(props: { shortcuts: readonly string[]; pinned: readonly Entry[]; rest: readonly Entry[] }) {
  const t = useWords(words);
  const save = useCommand(saveShortcuts);
  const paths = [...props.shortcuts];
  const shown = props.pinned.map((entry) => entry.path);
  const swap = (one: string, other: string | undefined) => {
    const [from, to] = [paths.indexOf(one), paths.indexOf(other ?? '')];
    if (to < 0) return;
    void save.run({ paths: paths.map((path, at) => (at === from ? (other ?? path) : at === to ? one : path)) });
  };
  return (
    <>
      <p className="gj-second">{t('apps.hint')}</p>
      {save.failure ? <FailureNote failure={save.failure} /> : null}
      <ul className="workbench-arrange">
        {[...props.pinned, ...props.rest].map((entry) => {
          const at = shown.indexOf(entry.path);
          return (
            <li key={entry.path}>
              <ArrangeRow
                entry={entry}
                pinned={at >= 0}
                onPin={() =>
                  void save.run({
                    paths: at >= 0 ? paths.filter((path) => path !== entry.path) : [...paths, entry.path],
                  })
                }
                onEarlier={at > 0 ? () => swap(entry.path, shown[at - 1]) : undefined}
                onLater={at >= 0 && at < shown.length - 1 ? () => swap(entry.path, shown[at + 1]) : undefined}
              />
            </li>
          );
        })}
      </ul>
    </>
  );
}

function ArrangeRow(props: {
  entry: Entry;
  pinned: boolean;
  onPin: () => void;
  onEarlier: (() => void) | undefined;
  onLater: (() => void) | undefined;
}) {
  const t = useWords(words);
  const name = useName(props.entry.words, props.entry.word);
  const move = (icon: 'up' | 'down', label: string, onPress: (() => void) | undefined) => (
    <Button kind="quiet" icon={icon} label={label} disabled={!onPress} {...(onPress ? { onPress } : {})} />
  );
  return (
    <>
      <Icon name={props.entry.icon} />
      <span className="workbench-arrange-name">{name}</span>
      {props.pinned ? move('up', t('apps.earlier', { name }), props.onEarlier) : null}
      {props.pinned ? move('down', t('apps.later', { name }), props.onLater) : null}
      <Button
        kind={props.pinned ? 'usual' : 'quiet'}
        icon="pin"
        label={t(props.pinned ? 'apps.pinned' : 'apps.pin', { name })}
        onPress={props.onPin}
      />
    </>
  );
}
