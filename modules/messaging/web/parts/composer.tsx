import { type ClipboardEvent, type Ref, useEffect, useId, useImperativeHandle, useRef, useState } from 'react';
import type { z } from 'zod';
import { Button } from '#design/button.tsx';
import { Icon } from '#design/icon.tsx';
import { MenuButton, type MenuChoice } from '#design/menu-button.tsx';
import { useIsPhone } from '#design/use-is-phone.ts';
import { call } from '#kernel/web/calls/call.ts';
import { forgetDraft, keepDraft, readDraft } from '#kernel/web/forms/drafts.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { connectionNow } from '#kernel/web/push/connection.ts';
import type { Classification } from '../../contract/labels/label.ts';
import { tellTyping } from '../../contract/messages.ts';
import { mostCharacters, type stated as statement } from '../../contract/shapes.ts';
import { draftKey } from '../draft-key.ts';
import { useDrafts } from '../drafts.ts';
import { asSticker, emojiOffered } from '../emoji.ts';
import { LabelChoice } from '../labels/label-choice.tsx';
import type { Said } from '../said.ts';
import { type Attachment, useAttachments } from '../use-attachments.ts';
import { useMentionPicker } from '../use-mention-picker.ts';
import type { Face } from '../use-people.ts';
import { words } from '../words.ts';
import { LocationSheet, WhenSheet } from './compose-sheets.tsx';
import type { Quoted } from './message-item.tsx';
import { StateSheet } from './state-sheet.tsx';
import { VoiceRecorder } from './voice-recorder.tsx';

/** How often the others are told that somebody is typing, in ms. */
const tellEvery = 3_000;

// biome-ignore lint/suspicious/noControlCharactersInRegex: what a paste may bring and a message can't carry
const uncarried = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

export interface ComposerHandle {
  /** Puts a text before what stands there. */
  readonly put: (text: string) => void;
  readonly focus: () => void;
}

/** Files on their way are kept in the tab; the text goes to the person's other devices. */
function filesOf(key: string): readonly Attachment[] {
  const kept = readDraft(key);
  return Array.isArray(kept?.files) ? (kept.files as Attachment[]) : [];
}

/** What is asked for with a message beside its words. */
interface Wishes {
  readonly noForward?: boolean;
  readonly askForward?: boolean;
  readonly urgent?: boolean;
  readonly answerBy?: string;
  readonly classification?: Classification | undefined;
}

/**
 * Where one types. Enter sends, Shift+Enter starts a line; an input method's Enter is its own. Files are chosen, pasted or
 * dropped; @ calls a member. What is typed is kept.
 */
export function Composer(props: {
  conversationId: string;
  personId: string;
  ref: Ref<ComposerHandle>;
  autoFocus: boolean;
  /** Who can be called by @; nobody in a chat between two. */
  memberIds: readonly string[];
  faceOf: (personId: string) => Face;
  mayCallAll: boolean;
  /** What a program can't read or heed isn't offered: voice, urgency, deadlines, classification. */
  toProgram: boolean;
  replyTo: Quoted | undefined;
  onReplyEnd: () => void;
  onContact: () => void;
  /** Which sheet of it stands beside the conversation: `schedule`, `ask`, `state`, `location`. */
  beside: string;
  onShow: (what: string | undefined) => void;
  onSend: (said: Said) => void;
  /** Gives whether it was taken. */
  onSchedule: (said: Said, at: string) => Promise<boolean>;
}) {
  const t = useWords(words);
  const phone = useIsPhone();
  const key = draftKey(props.conversationId);
  const format = useFormat();
  const drafts = useDrafts(props.personId);
  const text = drafts.textOf(props.conversationId);
  const [kept, setKept] = useState(() => filesOf(key));
  const [cursor, setCursor] = useState(text.length);
  const [emojis, setEmojis] = useState(false);
  const [wishes, setWishes] = useState<Wishes>({});
  /** Of the files, while there are any. */
  const [stated, setStated] = useState<z.infer<typeof statement>>();
  const wish = (more: Wishes) => setWishes((before) => ({ ...before, ...more }));
  const [dragging, setDragging] = useState(false);
  const called = useRef(new Map<string, string | null>());
  const field = useRef<HTMLTextAreaElement>(null);
  const chooser = useRef<HTMLInputElement>(null);
  const toldAt = useRef(0);
  const id = useId();
  const everybody = props.mayCallAll ? t('everybody') : undefined;
  const picker = useMentionPicker(text.slice(0, cursor), props.memberIds, props.faceOf, everybody);
  const excess = text.length > mostCharacters ? [...text].length - mostCharacters : 0;

  const keepFiles = (next: readonly Attachment[]) => {
    setKept(next);
    if (next.length === 0) forgetDraft(key);
    else keepDraft(key, { files: next });
  };
  const files = useAttachments(kept, keepFiles);
  const change = (next: string) => drafts.type(props.conversationId, next);
  useImperativeHandle(props.ref, () => ({
    put: (before) => {
      change(text === '' ? before : `${before}\n${text}`);
      field.current?.focus();
    },
    focus: () => field.current?.focus(),
  }));

  const { autoFocus } = props;
  useEffect(() => {
    // After the shell has moved the focus to the heading.
    const frame = autoFocus ? requestAnimationFrame(() => field.current?.focus()) : 0;
    return () => cancelAnimationFrame(frame);
  }, [autoFocus]);

  const type = (typed: string, at: number) => {
    change(typed);
    setCursor(at);
    picker.start();
    const now = performance.now();
    if (
      props.toProgram ||
      typed.trim() === '' ||
      !connectionNow().pushed ||
      (toldAt.current > 0 && now - toldAt.current < tellEvery)
    )
      return;
    toldAt.current = now;
    // Nobody misses it where it doesn't arrive.
    call(tellTyping, { conversationId: props.conversationId }).catch(() => {});
  };
  /** Puts a text where the cursor is, in place of the `before` characters before it. */
  const insert = (put: string, before = 0) => {
    const at = field.current?.selectionStart ?? cursor;
    const next = text.slice(0, at - before) + put + text.slice(field.current?.selectionEnd ?? at);
    const end = at - before + put.length;
    change(next);
    setCursor(end);
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(end, end);
    });
  };
  const choose = (choice: (typeof picker.choices)[number] | undefined) => {
    if (!choice) return;
    called.current.set(choice.name, choice.personId);
    insert(`@${choice.name} `, picker.length);
  };

  const arrived = files.held.flatMap((one) => one.fileId ?? []);
  const carried = text.replace(uncarried, '').toWellFormed();
  const empty = carried.trim() === '' && arrived.length === 0;
  const stuck = files.busy || excess > 0;
  const said = (): Said => {
    const names = [...called.current].filter(([name]) => carried.includes(`@${name}`));
    const personIds = names.flatMap(([, personId]) => personId ?? []);
    const all = names.some(([, personId]) => personId === null);
    const sticker = arrived.length === 0 ? asSticker(carried) : undefined;
    return {
      ...(arrived.length > 0
        ? {
            content: {
              kind: 'file',
              fileIds: arrived,
              ...(carried.trim() === '' ? {} : { text: carried }),
              ...(stated ? { stated } : {}),
            },
          }
        : sticker
          ? { content: { kind: 'sticker', emoji: sticker } }
          : { text: carried }),
      ...(props.replyTo ? { replyTo: props.replyTo.seq } : {}),
      ...(personIds.length > 0 || all ? { mentions: { personIds, all } } : {}),
      ...wishes,
    };
  };
  const clear = () => {
    files.clear();
    keepFiles([]);
    change('');
    called.current.clear();
    setWishes({});
    setStated(undefined);
    setEmojis(false);
    props.onReplyEnd();
    toldAt.current = 0;
    field.current?.focus();
  };
  const send = () => {
    if (empty || stuck) return;
    props.onSend(said());
    clear();
  };
  const wishedFor = [
    stated && arrived.length > 0 ? { key: 'stated', word: t('stated', stated), end: undefined } : undefined,
    wishes.urgent ? { key: 'urgent', word: t('urgent.on'), end: { urgent: false } } : undefined,
    wishes.answerBy
      ? { key: 'ask', word: t('asked.until', { time: format.exact(wishes.answerBy) }), end: undefined }
      : undefined,
    wishes.askForward ? { key: 'consent', word: t('consent.on'), end: { askForward: false } } : undefined,
    wishes.noForward ? { key: 'noForward', word: t('noForward.on'), end: { noForward: false } } : undefined,
  ].filter((one) => one !== undefined);
  const amongPeople: MenuChoice[] = [
    { key: 'ask', icon: 'todo', label: t('ask'), onPress: () => props.onShow('ask') },
    { key: 'urgent', icon: 'urgent', label: t('urgent'), onPress: () => wish({ urgent: true }) },
    { key: 'consent', icon: 'forward', label: t('consent.wish'), onPress: () => wish({ askForward: true }) },
  ];
  const more: MenuChoice[] = [
    ...(empty || stuck
      ? []
      : [{ key: 'schedule', icon: 'clock' as const, label: t('schedule'), onPress: () => props.onShow('schedule') }]),
    ...(arrived.length > 0
      ? [{ key: 'state', icon: 'file' as const, label: t('state'), onPress: () => props.onShow('state') }]
      : []),
    ...(props.toProgram ? [] : amongPeople),
    { key: 'location', icon: 'place', label: t('location.send'), onPress: () => props.onShow('location') },
    { key: 'contact', icon: 'me', label: t('contact.send'), onPress: props.onContact },
  ];
  const paste = (event: ClipboardEvent) => {
    if (event.clipboardData.files.length === 0) return;
    event.preventDefault();
    files.add([...event.clipboardData.files]);
  };
  const choosing = picker.choices.length > 0;

  return (
    <form
      className="msg-composer"
      data-dragging={dragging || undefined}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setDragging(true);
      }}
      onDragLeave={() => setDragging(false)}
      onDrop={(event) => {
        setDragging(false);
        if (event.dataTransfer.files.length === 0) return;
        event.preventDefault();
        files.add([...event.dataTransfer.files]);
      }}
    >
      {props.replyTo ? (
        <div className="msg-composer-reply">
          <span className="msg-quote">
            {t('reply.to')} {props.replyTo.name}：{props.replyTo.text}
          </span>
          <Button kind="quiet" icon="close" label={t('reply.end')} onPress={props.onReplyEnd} />
        </div>
      ) : null}
      {choosing ? (
        <div className="msg-callable" id={`${id}-list`} role="listbox" aria-label={t('mention')}>
          {picker.choices.map((choice, at) => (
            <div
              key={choice.personId ?? 'all'}
              id={`${id}-${at}`}
              role="option"
              tabIndex={-1}
              aria-selected={at === picker.at}
              onPointerDown={(event) => {
                event.preventDefault();
                choose(choice);
              }}
            >
              {choice.shown}
            </div>
          ))}
        </div>
      ) : null}
      {files.held.length > 0 ? (
        <ul className="msg-attached" aria-label={t('attached')}>
          {files.held.map((one) => (
            <li key={one.key} data-failed={one.problem !== undefined || undefined}>
              <Icon name="file" size={16} /> <span dir="auto">{one.name}</span>
              <span className="gj-second" role={one.problem ? 'alert' : undefined}>
                {one.problem ?? (one.fileId ? '' : t('attached.sent', { percent: Math.round(one.sent * 100) }))}
              </span>
              {one.problem ? (
                <Button kind="quiet" icon="refresh" label={t('retry')} onPress={() => files.retry(one.key)} />
              ) : null}
              {one.paused !== undefined && !one.problem && !one.fileId ? (
                <Button
                  kind="quiet"
                  icon={one.paused ? 'play' : 'pause'}
                  label={t(one.paused ? 'attached.resume' : 'attached.pause', { name: one.name })}
                  onPress={() => files.pause(one.key, !one.paused)}
                />
              ) : null}
              <Button
                kind="quiet"
                icon="close"
                label={t('attached.drop', { name: one.name })}
                onPress={() => files.drop(one.key)}
              />
            </li>
          ))}
        </ul>
      ) : null}
      {emojis ? (
        <fieldset className="msg-emojis" aria-label={t('emoji')}>
          {emojiOffered.map((emoji) => (
            <button key={emoji} type="button" onClick={() => insert(emoji)}>
              {emoji}
            </button>
          ))}
        </fieldset>
      ) : null}
      {wishedFor.length > 0 ? (
        <ul className="msg-attached" aria-label={t('wishes')}>
          {wishedFor.map((one) => (
            <li key={one.key}>
              <span>{one.word}</span>
              <Button
                kind="quiet"
                icon="close"
                label={t('wishes.drop', { name: one.word })}
                onPress={() => {
                  if (one.key === 'stated') setStated(undefined);
                  else if (one.end) wish(one.end);
                  else setWishes(({ answerBy: _, ...others }) => others);
                }}
              />
            </li>
          ))}
        </ul>
      ) : null}
      <textarea
        ref={field}
        rows={2}
        dir="auto"
        value={text}
        aria-label={t('write')}
        aria-describedby={id}
        aria-invalid={excess > 0 || undefined}
        aria-controls={choosing ? `${id}-list` : undefined}
        aria-activedescendant={choosing ? `${id}-${picker.at}` : undefined}
        placeholder={t('write')}
        enterKeyHint="send"
        onPaste={paste}
        onChange={(event) => type(event.target.value, event.target.selectionStart)}
        onSelect={(event) => setCursor(event.currentTarget.selectionStart)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing || event.keyCode === 229) return;
          if (choosing) {
            const { key: pressed } = event;
            const taken = ['ArrowDown', 'ArrowUp', 'Enter', 'Tab', 'Escape'].includes(pressed);
            if (taken) event.preventDefault();
            if (pressed === 'ArrowDown') picker.move(1);
            if (pressed === 'ArrowUp') picker.move(-1);
            if (pressed === 'Enter' || pressed === 'Tab') choose(picker.choices[picker.at]);
            if (pressed === 'Escape') picker.dismiss();
            if (taken) return;
          }
          if (event.key === 'Escape' && props.replyTo) props.onReplyEnd();
          if (event.key !== 'Enter' || event.shiftKey) return;
          event.preventDefault();
          send();
        }}
      />
      <input
        ref={chooser}
        type="file"
        multiple
        hidden
        aria-label={t('attach')}
        onChange={(event) => {
          files.add([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      <div className="msg-composer-foot">
        <span className="msg-composer-tools">
          <Button kind="quiet" icon="clip" label={t('attach')} onPress={() => chooser.current?.click()} />
          <button
            type="button"
            className="gj-icon-button"
            aria-label={t('emoji')}
            aria-expanded={emojis}
            onClick={() => setEmojis(!emojis)}
          >
            <Icon name="smile" />
          </button>
          {props.toProgram ? null : <VoiceRecorder onSend={props.onSend} />}
          <button
            type="button"
            className="gj-icon-button"
            aria-label={t('noForward')}
            title={t('noForward')}
            aria-pressed={wishes.noForward ?? false}
            onClick={() => wish({ noForward: !wishes.noForward })}
          >
            <Icon name="lock" />
          </button>
          {props.toProgram ? null : (
            <LabelChoice
              conversationId={props.conversationId}
              value={wishes.classification}
              onChange={(classification) => wish({ classification })}
            />
          )}
          <MenuButton label={t('composer.more')} choices={more} />
          <span id={id} className="gj-faint msg-composer-hint" role={excess > 0 ? 'alert' : undefined}>
            {excess > 0 ? t('tooLong', { count: excess }) : t('write.keys')}
          </span>
        </span>
        <Button kind="primary" type="submit" icon="send" label={t('send')} disabled={empty || stuck}>
          {phone ? null : t('send')}
        </Button>
      </div>
      {props.beside === 'schedule' && !empty && !stuck ? (
        <WhenSheet
          title={t('schedule')}
          hint={t('schedule.hint')}
          act={t('schedule')}
          onChoose={async (at) => {
            if (!(await props.onSchedule(said(), at))) return;
            clear();
            props.onShow(undefined);
          }}
          onClose={() => props.onShow(undefined)}
        />
      ) : null}
      {props.beside === 'ask' ? (
        <WhenSheet
          title={t('ask')}
          hint={t('ask.hint')}
          act={t('ask.set')}
          onChoose={(answerBy) => {
            wish({ answerBy });
            props.onShow(undefined);
          }}
          onClose={() => props.onShow(undefined)}
        />
      ) : null}
      {props.beside === 'state' && arrived.length > 0 ? (
        <StateSheet
          value={stated}
          onSay={(said) => {
            setStated(said);
            props.onShow(undefined);
          }}
          onClose={() => props.onShow(undefined)}
        />
      ) : null}
      {props.beside === 'location' ? (
        <LocationSheet onSend={(content) => props.onSend({ content })} onClose={() => props.onShow(undefined)} />
      ) : null}
    </form>
  );
}
