import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { Empty } from '#design/empty.tsx';
import { Icon, type IconName } from '#design/icon.tsx';
import { Sheet } from '#design/sheet.tsx';
import { tell } from '#design/toast.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { announce } from '#kernel/web/shell/announce.tsx';
import type { Definition, FlowNode } from '../../contract/definition.ts';
import type { FormDesign } from '../../contract/form-design.ts';
import { listKinds } from '../../contract/operations.ts';
import { typesOf } from '../../domain/form/types-of.ts';
import { words } from '../words.ts';
import { describeBranch, describeNode } from './describe-node.ts';
import { FlowCanvas } from './flow-canvas.tsx';
import { type CardWords, CardWordsContext, EndCard } from './flow-cards.tsx';
import {
  insertNode,
  lostTargets,
  moveNode,
  pasteNode,
  placeAcross,
  placeBeside,
  removeBranch,
  removeNode,
  replaceNode,
} from './flow-edit.ts';
import type { ShownProblem } from './flow-problems.ts';
import { findLane, findNode, idsOf, type Place } from './flow-tree.ts';
import { END, neighbour, placeAfter } from './flow-walk.ts';
import { endStep, type History, record, redo, resumeHistory, undo } from './history.ts';
import { KeyOverview } from './key-overview.tsx';
import { type CardMark, MarksContext, makeMarks, noMark } from './marks.ts';
import { newNode } from './new-node.ts';
import { NodeFacts } from './node-facts.tsx';
import { paletteKinds } from './node-kinds.ts';
import { type NodeActions, NodeSheet } from './node-sheet.tsx';
import { Palette } from './palette.tsx';
import { type Callables, SheetContext, type SheetKnows } from './sheet-context.ts';
import { describeProblem, useProblems } from './use-problems.ts';
import { useSpeech } from './use-speech.ts';

/** What was copied or cut last in this tab: it can be pasted into another flow as well. */
let clipboard: FlowNode | undefined;

const nothingCallable: Callables = { operations: [], webhooks: [] };
const noProblems: readonly ShownProblem[] = [];
const zooms = [0.25, 0.35, 0.5, 0.65, 0.8, 1, 1.25, 1.5] as const;

/**
 * The flow designer: a vertical tree of cards, properties at the side, live checks, undo. Controlled: `onChange` gives every
 * change, always a whole definition that the contract accepts; who mounts it saves the draft.
 * `problems`: what only the server can see, in words; what is checked here is found here.
 * `callables`: what a call may call; without any there are no calls to put in.
 */
export function FlowDesigner(props: {
  value: Definition;
  design: FormDesign;
  onChange: (next: Definition) => void;
  problems?: readonly ShownProblem[];
  callables?: Callables;
  readOnly?: boolean;
  /** Where its steps are kept for undo while it isn't shown. */
  steps?: { current: History<Definition> | undefined };
}) {
  const t = useWords(words);
  const { value, design, readOnly = false, callables = nothingCallable, problems: told = noProblems } = props;
  const [history, setHistory] = useState(() => resumeHistory(props.steps?.current, value));
  const [seen, setSeen] = useState(value);
  if (seen !== value) {
    // Changed from outside (somebody else's draft, an import): one more step, that can be undone.
    setSeen(value);
    if (value !== history.present) setHistory(record(history, value));
  }
  const { steps } = props;
  useEffect(() => {
    if (steps) steps.current = history;
  }, [steps, history]);
  const flow = value;
  const [focus, setFocus] = useState(flow.start.id);
  const [open, setOpen] = useState<string>();
  const [moving, setMoving] = useState<string>();
  const [adding, setAdding] = useState<{ place: Place; beside: Element }>();
  const [shown, setShown] = useState<'problems' | 'keys'>();
  const [zoom, setZoom] = useState<number>(1);
  const [, setCopied] = useState(0);
  const canvas = useRef<HTMLElement>(null);
  const focusNext = useRef<{ id: string; inSheet: boolean }>(undefined);
  const takeBack = useRef<() => void>(undefined);
  /** What was told with the way back: gone with the next change, which it would undo instead. */
  const notice = useRef<() => void>(undefined);
  useEffect(() => () => notice.current?.(), []);
  const marks = useMemo(makeMarks, []);

  const speech = useSpeech(flow, design);
  const kinds = useRead(listKinds, {}).data?.rows;
  const kindNames = useMemo(() => kinds?.map((kind) => kind.kind), [kinds]);
  const found = useProblems(flow, design, kindNames);
  const problems = useMemo(
    () => [...found.map((problem) => describeProblem(problem, flow, speech)), ...told],
    [found, told, flow, speech],
  );
  const errors = problems.filter((problem) => problem.severity === 'error').length;

  useEffect(() => {
    const next = new Map<string, CardMark>();
    const mark = (id: string, part: Partial<CardMark>) => next.set(id, { ...(next.get(id) ?? noMark), ...part });
    mark(focus, { focused: true });
    if (open !== undefined) mark(open, { open: true });
    if (moving !== undefined) mark(moving, { moving: true });
    for (const { at, severity } of problems) {
      const { errors: wrong, warnings } = next.get(at) ?? noMark;
      mark(at, severity === 'error' ? { errors: wrong + 1 } : { warnings: warnings + 1 });
    }
    marks.replace(next);
  }, [marks, focus, open, moving, problems]);

  const cards = useMemo(
    (): CardWords => ({
      describe: (node) => describeNode(node, speech),
      branch: (lane, owner) => describeBranch(lane, owner, speech),
      nameOf: speech.nameOf,
      readOnly,
    }),
    [speech, readOnly],
  );

  /** Shows a card and puts the focus on it, or on its properties, as soon as it stands. */
  const goTo = (id: string, inSheet = false) => {
    focusNext.current = { id, inSheet };
    setFocus(id);
  };
  useEffect(() => {
    const next = focusNext.current;
    const card = next && canvas.current?.querySelector<HTMLElement>(`[data-card="${CSS.escape(next.id)}"]`);
    if (!card) return;
    focusNext.current = undefined;
    card.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    const heading = document.querySelector<HTMLElement>('#gj-side h2');
    (next.inSheet && heading ? heading : card).focus({ preventScroll: true });
  });

  /** `said`: told with the way back, where what was done is worth it. */
  const give = (next: Definition, topic?: string, said?: string) => {
    if (readOnly || next === flow) return;
    const lost = lostTargets(flow, next).map(({ from }) => speech.nameOf(findNode(next, from)?.node.name ?? ''));
    notice.current?.();
    setHistory(record(history, next, topic));
    setSeen(next);
    props.onChange(next);
    const text = lost.length > 0 ? t('flow.lost', { names: [...new Set(lost)] }) : said;
    if (text !== undefined) notice.current = tell(text, () => takeBack.current?.());
  };
  const travel = (next: typeof history) => {
    if (next === history || readOnly) return;
    notice.current?.();
    setHistory(next);
    setSeen(next.present);
    props.onChange(next.present);
    const ids = idsOf(next.present).add(END);
    if (open !== undefined && !ids.has(open)) setOpen(undefined);
    if (!ids.has(focus)) goTo(next.present.start.id);
    announce(t(next.past.length < history.past.length ? 'flow.undone' : 'flow.redone'));
  };
  useEffect(() => {
    takeBack.current = () => travel(undo(history));
  });
  const remove = (id: string) => {
    const name = findNode(flow, id)?.node.name ?? findLane(flow, id)?.lane.name;
    const next = findNode(flow, id) ? removeNode(flow, id) : removeBranch(flow, id);
    if (next === flow || name === undefined) return;
    const beside = neighbour(flow, id, 'up') ?? flow.start.id;
    goTo(idsOf(next).has(beside) ? beside : next.start.id);
    if (open !== undefined && !idsOf(next).has(open)) setOpen(undefined);
    give(next, undefined, t('flow.removed', { name: speech.nameOf(name) }));
  };
  const keep = (id: string) => {
    const node = findNode(flow, id)?.node;
    if (!node) return false;
    clipboard = node;
    setCopied((count) => count + 1);
    announce(t('flow.copied', { name: speech.nameOf(node.name) }));
    return true;
  };
  const paste = (place: Place) => {
    if (!clipboard) return;
    const pasted = pasteNode(flow, place, clipboard);
    goTo(pasted.id);
    give(pasted.flow);
  };
  const move = (id: string, to: Place | undefined) => {
    if (!to) return;
    const next = moveNode(flow, id, to);
    goTo(id);
    give(next);
    if (next !== flow) announce(t('flow.moved'));
  };
  const add = (kind: FlowNode['kind'], place: Place) => {
    const node = newNode(kind, {
      flow,
      names: {
        kind: (one) => t(`flow.kind.${one}`),
        branch: (number) => t('flow.branch.number', { number }),
        otherwise: t('flow.branch.otherwise'),
      },
      call: callables.operations[0]
        ? { kind: 'operation', operation: callables.operations[0].name }
        : callables.webhooks[0] && { kind: 'webhook', integration: callables.webhooks[0].id },
    });
    setAdding(undefined);
    if (!node) return;
    give(insertNode(flow, place, node));
    setOpen(node.id);
    goTo(node.id, true);
  };
  const available = paletteKinds.filter(
    (kind) =>
      (kind !== 'subProcess' || (kindNames?.length ?? 0) > 0) &&
      (kind !== 'call' || callables.operations.length + callables.webhooks.length > 0) &&
      (kind !== 'goto' || flow.nodes.length > 0),
  );
  const actions: NodeActions = {
    copy: keep,
    cut: (id) => keep(id) && remove(id),
    duplicate: (id) => {
      const node = findNode(flow, id)?.node;
      if (!node) return;
      const pasted = pasteNode(flow, placeAfter(flow, id), node);
      give(pasted.flow);
      setOpen(pasted.id);
      goTo(pasted.id, true);
    },
    step: (id, by) => move(id, placeBeside(flow, id, by)),
    remove,
  };
  const close = () => {
    const at = open;
    setOpen(undefined);
    setHistory(endStep(history));
    if (at !== undefined) goTo(at);
  };
  const openCard = (id: string, inSheet = true) => {
    if (open !== undefined) setHistory(endStep(history));
    setShown(undefined);
    setOpen(id);
    if (inSheet) goTo(id, true);
    else setFocus(id);
  };
  const insertAfter = (id: string) => {
    const beside = canvas.current?.querySelector(`[data-card="${CSS.escape(id)}"]`);
    if (beside) setAdding({ place: placeAfter(flow, id), beside });
  };

  const onKey = (event: KeyboardEvent, id: string): boolean => {
    const held = event.ctrlKey || event.metaKey;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (event.altKey && !readOnly && findNode(flow, id)) {
      const by = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: -1, ArrowRight: 1 }[event.key] as -1 | 1 | undefined;
      if (!by) return false;
      move(
        id,
        event.key === 'ArrowUp' || event.key === 'ArrowDown' ? placeBeside(flow, id, by) : placeAcross(flow, id, by),
      );
      return true;
    }
    if (held) {
      if (key === 'c') return keep(id);
      if (readOnly) return false;
      if (key === 'x') {
        if (keep(id)) remove(id);
        return true;
      }
      if (key === 'v') {
        paste(placeAfter(flow, id));
        return true;
      }
      if (key === 'd') {
        actions.duplicate(id);
        return true;
      }
      return false;
    }
    switch (event.key) {
      case 'Insert':
      case '+':
        if (!readOnly) insertAfter(id);
        return true;
      case 'Delete':
      case 'Backspace':
        if (!readOnly && (findNode(flow, id) || findLane(flow, id))) remove(id);
        return true;
      case 'Home':
        goTo(flow.start.id);
        return true;
      case 'End':
        goTo(END);
        return true;
      case 'Escape':
        if (open !== undefined) close();
        return true;
      case '?':
        setShown('keys');
        return true;
      default:
        return false;
    }
  };
  const onAnyKey = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    // What is typed in a field is taken back there first, by the field itself.
    if ((event.target as Element).closest('input, textarea')) return;
    const key = event.key.toLowerCase();
    if (key === 'z') travel(event.shiftKey ? redo(history) : undo(history));
    else if (key === 'y') travel(redo(history));
    else return;
    event.preventDefault();
  };

  const fit = () => {
    const element = canvas.current;
    const tree = element?.querySelector<HTMLElement>('.flow-scaled > .flow-nodes');
    if (!element || !tree) return;
    const wanted = Math.min(
      element.clientWidth / (tree.offsetWidth + 80),
      element.clientHeight / (tree.offsetHeight + 104),
    );
    setZoom(Math.max(0.15, Math.min(1, Math.floor(wanted * 100) / 100)));
  };
  const zoomBy = (by: -1 | 1) =>
    setZoom((by === 1 ? zooms.find((one) => one > zoom + 0.001) : zooms.findLast((one) => one < zoom - 0.001)) ?? zoom);

  const knows: SheetKnows = {
    flow,
    design,
    speech,
    expressionNames: typesOf(design),
    callables,
    change: (node, topic) => give(replaceNode(flow, node), topic),
    changeFlow: give,
    endStep: () => setHistory(endStep(history)),
    open: openCard,
  };
  return (
    <CardWordsContext value={cards}>
      <MarksContext value={marks}>
        <section className="flow-designer" aria-label={t('flow.designer')} onKeyDown={onAnyKey}>
          <div className="flow-tools" role="toolbar" aria-label={t('flow.tools')}>
            {readOnly ? null : (
              <>
                <Tool
                  icon="undo"
                  label={t('flow.undo')}
                  disabled={history.past.length === 0}
                  onPress={() => travel(undo(history))}
                />
                <Tool
                  icon="redo"
                  label={t('flow.redo')}
                  disabled={history.future.length === 0}
                  onPress={() => travel(redo(history))}
                />
              </>
            )}
            <span className="flow-tools-desk">
              <Tool icon="minus" label={t('flow.zoom.out')} disabled={zoom <= zooms[0]} onPress={() => zoomBy(-1)} />
            </span>
            <button type="button" className="flow-zoom" title={t('flow.zoom.whole')} onClick={() => setZoom(1)}>
              {Math.round(zoom * 100)}%
            </button>
            <span className="flow-tools-desk">
              <Tool icon="plus" label={t('flow.zoom.in')} disabled={zoom >= 1.5} onPress={() => zoomBy(1)} />
            </span>
            <Tool icon="fit" label={t('flow.zoom.fit')} onPress={fit} />
            <span className="flow-tools-space" />
            <button
              type="button"
              className="flow-check"
              data-state={errors > 0 ? 'errors' : problems.length > 0 ? 'warnings' : 'fine'}
              onClick={() => {
                setOpen(undefined);
                setShown(shown === 'problems' ? undefined : 'problems');
              }}
            >
              <Icon name={problems.length > 0 ? 'alert' : 'check'} size={16} />
              {problems.length > 0 ? t('flow.problems.count', { count: problems.length }) : t('flow.problems.none')}
            </button>
            <Tool icon="admin" label={t('flow.settings')} onPress={() => openCard(END)} />
            <span className="flow-tools-desk">
              <Tool icon="keyboard" label={t('flow.keys')} onPress={() => setShown('keys')} />
            </span>
          </div>
          <FlowCanvas
            canvas={canvas}
            label={t('flow.tree')}
            flow={flow}
            zoom={zoom}
            readOnly={readOnly}
            first={<EndCard id={flow.start.id} icon="me" word={t('flow.start')} />}
            last={<EndCard id={END} word={t('flow.end')} />}
            onOpen={openCard}
            onFocus={setFocus}
            onAdd={(place, beside) => setAdding({ place, beside })}
            onMove={(id, to) => move(id, to)}
            onMoving={setMoving}
            onKey={onKey}
          />
        </section>
        {adding ? (
          <Palette
            kinds={available}
            beside={adding.beside}
            pasted={clipboard && speech.nameOf(clipboard.name)}
            onChoose={(kind) => add(kind, adding.place)}
            onPaste={() => {
              setAdding(undefined);
              paste(adding.place);
            }}
            onClose={() => setAdding(undefined)}
          />
        ) : null}
        <SheetContext value={knows}>
          {open === undefined ? null : readOnly ? (
            <NodeFacts id={open} onClose={close} />
          ) : (
            <NodeSheet
              id={open}
              problems={problems.filter((problem) => problem.at === open).map((problem) => problem.text)}
              actions={actions}
              onClose={close}
            />
          )}
        </SheetContext>
        {shown === 'problems' ? (
          <Sheet title={t('flow.problems')} onClose={() => setShown(undefined)}>
            {problems.length === 0 ? (
              <Empty icon="check" title={t('flow.problems.none')}>
                {t('flow.problems.none.body')}
              </Empty>
            ) : (
              <ul className="flow-problem-list">
                {problems.map((problem) => (
                  <li key={`${problem.at} ${problem.text}`}>
                    <button
                      type="button"
                      className={`flow-problem gj-tone-${problem.severity === 'error' ? 'seal' : 'warn'}`}
                      onClick={() => openCard(problem.at)}
                    >
                      <Icon name="alert" size={16} label={t(`flow.severity.${problem.severity}`)} />
                      <span>
                        <strong>{cardName(problem.at)}</strong>
                        <br />
                        {problem.text}
                      </span>
                    </button>
                  </li>
                ))}
              </ul>
            )}
          </Sheet>
        ) : null}
        {shown === 'keys' ? <KeyOverview of="flow" onClose={() => setShown(undefined)} /> : null}
      </MarksContext>
    </CardWordsContext>
  );

  function cardName(id: string): string {
    const name = findNode(flow, id)?.node.name ?? findLane(flow, id)?.lane.name;
    return name === undefined ? t('flow.whole') : speech.nameOf(name);
  }
}

function Tool(props: { icon: IconName; label: string; disabled?: boolean; onPress: () => void }) {
  return (
    <button
      type="button"
      className="gj-icon-button"
      aria-label={props.label}
      title={props.label}
      disabled={props.disabled ?? false}
      onClick={props.onPress}
    >
      <Icon name={props.icon} size={18} />
    </button>
  );
}
